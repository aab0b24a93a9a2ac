-- REGEXP_COUNT: the number of occurrences from a position on; none from one behind the last character. (SQL Language Reference, "REGEXP_COUNT")
CREATE FUNCTION ora.regexp_count(s text, pattern text, start numeric DEFAULT 1, match text DEFAULT NULL) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN s <> '' AND pattern <> '' AND floor(start) > length(s) THEN 0
    WHEN ora.regexp_native(pattern, match)
      THEN regexp_count(nullif(s, ''), ora.regexp_pattern(pattern, match), ora.regexp_argument(start, 1))
    ELSE ora.regexp_count_ordered(s, pattern, ora.regexp_argument(start, 1), match)
  END
$$;
