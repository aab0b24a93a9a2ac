-- NLS_LOWER with binary rules. (SQL Language Reference, "NLS_LOWER")
CREATE FUNCTION ora.nls_lower(s text, parameter text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(lower(s), '') $$;
