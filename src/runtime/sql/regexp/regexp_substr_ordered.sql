-- REGEXP_SUBSTR of a pattern that needs Oracle's order of choices.
CREATE FUNCTION ora.regexp_substr_ordered(s text, pattern text, start integer, occurrence integer, match text, subexpression integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  bounds integer[];
BEGIN
  IF s IS NULL OR s = '' OR pattern IS NULL OR pattern = '' OR start IS NULL OR occurrence IS NULL THEN
    RETURN NULL;
  END IF;
  bounds := ora.regexp_occurrence(s, pattern, start, occurrence, match);
  RETURN nullif(substr(s, bounds[2 * subexpression + 1], bounds[2 * subexpression + 2] - bounds[2 * subexpression + 1]), '');
END
$$;
