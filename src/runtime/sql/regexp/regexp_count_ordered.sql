-- REGEXP_COUNT of a pattern that needs Oracle's order of choices.
CREATE FUNCTION ora.regexp_count_ordered(s text, pattern text, start integer, match text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF s IS NULL OR s = '' OR pattern IS NULL OR pattern = '' OR start IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN cardinality(ora.regexp_occurrences(s, pattern, start, NULL, match)) / ora.regexp_width(pattern, match);
END
$$;
