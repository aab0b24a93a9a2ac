-- REGEXP_COUNT of a pattern that needs Oracle's order of choices.
CREATE FUNCTION ora.regexp_count_ordered(s text, pattern text, start integer, match text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  at integer := start;
  total integer := 0;
  bounds integer[];
BEGIN
  IF s IS NULL OR s = '' OR pattern IS NULL OR pattern = '' OR start IS NULL THEN
    RETURN NULL;
  END IF;
  LOOP
    bounds := ora.regexp_occurrence(s, pattern, at, 1, match);
    EXIT WHEN bounds IS NULL;
    total := total + 1;
    at := CASE WHEN bounds[2] = bounds[1] THEN bounds[1] + 1 ELSE bounds[2] END;
  END LOOP;
  RETURN total;
END
$$;
