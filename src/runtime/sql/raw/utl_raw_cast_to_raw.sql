-- CAST_TO_RAW: the bytes of a text in the database character set. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_cast_to_raw(s text) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN nullif(convert_to(s, 'UTF8'), '');
END
$$;
