-- REGEXP_REPLACE: all occurrences, or the one asked for; a NULL pattern leaves s as it is. (SQL Language Reference, "REGEXP_REPLACE")
CREATE FUNCTION ora.regexp_replace(
  s text, pattern text, replacement text DEFAULT NULL, start numeric DEFAULT 1, occurrence numeric DEFAULT 0, match text DEFAULT NULL
) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT nullif(CASE
    WHEN start IS NULL OR occurrence IS NULL THEN NULL
    WHEN pattern IS NULL OR pattern = '' THEN s
    WHEN ora.regexp_native(pattern, match, replacement ~ '\\[1-9]') THEN regexp_replace(
      s, ora.regexp_pattern(pattern, match), ora.regexp_replacement(replacement), ora.regexp_argument(start, 1),
      ora.regexp_argument(occurrence, 0), '')
    ELSE ora.regexp_replace_ordered(
      s, pattern, replacement, ora.regexp_argument(start, 1), ora.regexp_argument(occurrence, 0), match)
  END, '')
$$;
