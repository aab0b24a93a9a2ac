-- NLS_UPPER with binary rules. (SQL Language Reference, "NLS_UPPER")
CREATE FUNCTION ora.nls_upper(s text, parameter text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(upper(s), '') $$;
