-- TRANSLATE: characters without a partner are deleted; an empty set is NULL and so is the result. (SQL Language Reference, "TRANSLATE")
CREATE FUNCTION ora.translate(s text, from_set text, to_set text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(translate(s, nullif(from_set, ''), nullif(to_set, '')), '') $$;
