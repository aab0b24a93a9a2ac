-- SUBSTR: a negative position counts from the end; what reaches beyond the value is ORA-06502. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_substr(b bytea, start numeric, amount numeric DEFAULT NULL) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.utl_raw_part(b, ora.pls_integer(start), ora.pls_integer(amount)) $$;
