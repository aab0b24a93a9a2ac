-- REGEXP_SUBSTR of a pattern that needs Oracle's order of choices.
CREATE FUNCTION ora.regexp_substr_ordered(s text, pattern text, start integer, occurrence integer, match text, subexpression integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  first integer;
BEGIN
  IF s IS NULL OR s = '' OR pattern IS NULL OR pattern = '' OR start IS NULL OR occurrence IS NULL THEN
    RETURN NULL;
  END IF;
  first := ora.regexp_bounds(s, pattern, start, occurrence, match, subexpression, 0);
  RETURN nullif(substr(s, first, ora.regexp_bounds(s, pattern, start, occurrence, match, subexpression, 1) - first), '');
END
$$;
