-- REGEXP_REPLACE of a pattern that needs Oracle's order of choices.
CREATE FUNCTION ora.regexp_replace_ordered(s text, pattern text, replacement text, start integer, occurrence integer, match text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  parts constant text[] := ARRAY(SELECT m[1] FROM regexp_matches(replacement, '(\\[1-9\\]|\\|[^\\]+)', 'g') m);
  result text := left(s, start - 1);
  copied integer := start; -- first character not yet in the result
  at integer := start;
  seen integer := 0;
  bounds integer[];
  part text;
  n integer;
BEGIN
  IF s IS NULL OR start IS NULL OR occurrence IS NULL THEN
    RETURN NULL;
  END IF;
  LOOP
    bounds := ora.regexp_occurrence(s, pattern, at, 1, match);
    EXIT WHEN bounds IS NULL;
    seen := seen + 1;
    IF occurrence IN (0, seen) THEN
      result := result || substr(s, copied, bounds[1] - copied);
      FOREACH part IN ARRAY parts LOOP
        IF part ~ '^\\[1-9]$' THEN
          n := right(part, 1);
          part := coalesce(substr(s, bounds[2 * n + 1], bounds[2 * n + 2] - bounds[2 * n + 1]), '');
        ELSIF part = '\\' THEN
          part := '\';
        END IF;
        result := result || part;
      END LOOP;
      copied := bounds[2];
    END IF;
    EXIT WHEN seen = occurrence;
    at := CASE WHEN bounds[2] = bounds[1] THEN bounds[1] + 1 ELSE bounds[2] END;
  END LOOP;
  RETURN result || substr(s, copied);
END
$$;
