-- REGEXP_SUBSTR: the occurrence, or one of its subexpressions; an empty one is NULL, and so is one beyond the ninth. (SQL Language Reference, "REGEXP_SUBSTR")
CREATE FUNCTION ora.regexp_substr(
  s text, pattern text, start numeric DEFAULT 1, occurrence numeric DEFAULT 1, match text DEFAULT NULL, subexpression numeric DEFAULT 0
) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN subexpression >= 10 THEN NULL
    -- PostgreSQL takes the whole match for the first group of a pattern that has none.
    WHEN trunc(subexpression) = 1 AND NOT ora.regexp_grouped(pattern, match) AND ora.regexp_width(pattern, match) = 2 THEN NULL
    WHEN ora.regexp_native(pattern, match, subexpression >= 1) THEN nullif(regexp_substr(
      s, ora.regexp_pattern(pattern, match), ora.regexp_argument(start, 1), ora.regexp_argument(occurrence, 1), '',
      ora.regexp_argument(subexpression, 0)), '')
    ELSE ora.regexp_substr_ordered(
      s, pattern, ora.regexp_argument(start, 1), ora.regexp_argument(occurrence, 1), match, ora.regexp_argument(subexpression, 0))
  END
$$;
