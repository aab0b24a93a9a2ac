-- RAWTOHEX: upper-case hexadecimal digits without prefix. (SQL Language Reference, "RAWTOHEX")
CREATE FUNCTION ora.rawtohex(b bytea) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(upper(encode(b, 'hex')), '') $$;
