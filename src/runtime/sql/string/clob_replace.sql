-- REPLACE in a CLOB: the result may be an empty CLOB.
CREATE FUNCTION ora.clob_replace(s text, search text, replacement text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT replace(s, coalesce(search, ''), coalesce(replacement, '')) $$;
