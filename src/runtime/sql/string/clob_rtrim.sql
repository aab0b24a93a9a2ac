-- RTRIM of a CLOB: what is left may be an empty CLOB.
CREATE FUNCTION ora.clob_rtrim(s text, set text DEFAULT ' ') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT rtrim(s, nullif(set, '')) $$;
