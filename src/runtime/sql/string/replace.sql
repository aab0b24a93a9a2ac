-- REPLACE: a NULL search leaves s as it is, a NULL replacement deletes. (SQL Language Reference, "REPLACE")
CREATE FUNCTION ora.replace(s text, search text, replacement text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(replace(s, coalesce(search, ''), coalesce(replacement, '')), '') $$;
