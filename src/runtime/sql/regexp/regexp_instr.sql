-- REGEXP_INSTR: where the occurrence, or one of its subexpressions, begins, or with return option 1 the position after it; 0 if there
-- is none. Nothing is found from a position behind the last character, not even the empty text there, so that loops which go on from
-- the end of the occurrence before come to an end. There are nine subexpressions at most. (SQL Language Reference, "REGEXP_INSTR")
CREATE FUNCTION ora.regexp_instr(
  s text, pattern text, start numeric DEFAULT 1, occurrence numeric DEFAULT 1, return_option numeric DEFAULT 0, match text DEFAULT NULL,
  subexpression numeric DEFAULT 0
) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN s <> '' AND pattern <> '' AND floor(start) > length(s) AND (occurrence + return_option + subexpression) IS NOT NULL THEN 0
    WHEN s <> '' AND pattern <> '' AND subexpression >= 10 AND (start + occurrence + return_option) IS NOT NULL THEN 0
    -- PostgreSQL takes the whole match for the first group of a pattern that has none.
    WHEN s <> '' AND pattern <> '' AND trunc(subexpression) = 1 AND NOT ora.regexp_grouped(pattern, match) AND ora.regexp_width(pattern, match) = 2 AND (start + occurrence + return_option) IS NOT NULL THEN 0
    WHEN ora.regexp_native(pattern, match, subexpression >= 1) THEN regexp_instr(
      nullif(s, ''), ora.regexp_pattern(pattern, match), ora.regexp_argument(start, 1), ora.regexp_argument(occurrence, 1),
      sign(ora.regexp_argument(return_option, 0))::integer, '', ora.regexp_argument(subexpression, 0))
    ELSE ora.regexp_instr_ordered(
      s, pattern, ora.regexp_argument(start, 1), ora.regexp_argument(occurrence, 1), sign(ora.regexp_argument(return_option, 0))::integer,
      match, ora.regexp_argument(subexpression, 0))
  END
$$;
