-- LTRIM of a CLOB: what is left may be an empty CLOB.
CREATE FUNCTION ora.clob_ltrim(s text, set text DEFAULT ' ') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ltrim(s, nullif(set, '')) $$;
