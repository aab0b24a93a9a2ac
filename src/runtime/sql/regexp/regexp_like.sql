-- REGEXP_LIKE. (SQL Language Reference, "REGEXP_LIKE Condition") Whether there is a match does not depend on the order of choices.
CREATE FUNCTION ora.regexp_like(s text, pattern text, match text DEFAULT NULL) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(s, '') ~ ora.regexp_pattern(pattern, match) $$;
