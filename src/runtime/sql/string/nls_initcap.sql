-- NLS_INITCAP with binary rules. (SQL Language Reference, "NLS_INITCAP")
CREATE FUNCTION ora.nls_initcap(s text, parameter text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(initcap(s), '') $$;
