-- REGEXP_REPLACE of a pattern that needs Oracle's order of choices.
CREATE FUNCTION ora.regexp_replace_ordered(s text, pattern text, replacement text, start integer, occurrence integer, match text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  parts constant text[] := ARRAY(SELECT m[1] FROM regexp_matches(replacement, '(\\[1-9\\]|\\|[^\\]+)', 'g') m);
  width constant integer := ora.regexp_width(pattern, match);
  result text := left(s, start - 1);
  copied integer := start; -- first character not yet in the result
  bounds integer[];
  at integer := 0;
  part text;
  n integer;
BEGIN
  IF s IS NULL OR start IS NULL OR occurrence IS NULL THEN
    RETURN NULL;
  END IF;
  bounds := ora.regexp_occurrences(s, pattern, start, nullif(occurrence, 0), match);
  IF occurrence > 0 THEN
    at := (occurrence - 1) * width;
  END IF;
  WHILE at < cardinality(bounds) LOOP
    result := result || substr(s, copied, bounds[at + 1] - copied);
    FOREACH part IN ARRAY parts LOOP
      IF part ~ '^\\[1-9]$' THEN
        n := right(part, 1);
        part := CASE WHEN 2 * n + 2 <= width
          THEN coalesce(substr(s, bounds[at + 2 * n + 1], bounds[at + 2 * n + 2] - bounds[at + 2 * n + 1]), '') ELSE '' END;
      ELSIF part = '\\' THEN
        part := '\';
      END IF;
      result := result || part;
    END LOOP;
    copied := bounds[at + 2];
    at := at + width;
  END LOOP;
  RETURN result || substr(s, copied);
END
$$;
