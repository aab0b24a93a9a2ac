-- CAST_TO_NVARCHAR2: bytes read as text of the national character set, which is AL16UTF16. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_cast_to_nvarchar2(b bytea) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT nullif(ora.from_charset(b, 'UTF16'), '')
$$;
