-- LENGTH in bytes. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_length(b bytea) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(octet_length(b), 0) $$;
