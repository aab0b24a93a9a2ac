-- CAST_TO_VARCHAR2: bytes read as text; bytes that are none raise 22021. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_cast_to_varchar2(b bytea) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN nullif(convert_from(b, 'UTF8'), '');
END
$$;
