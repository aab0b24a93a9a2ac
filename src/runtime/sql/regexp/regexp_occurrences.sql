-- The first so many matches (NULL: all) of an order-sensitive pattern from a position on, one after the other: the start, the
-- position after it, then the bounds of each group. ora.regexp_width tells how many numbers a match has. Starts come from
-- PostgreSQL's matcher, which agrees on whether there is a match.
CREATE FUNCTION ora.regexp_occurrences(s text, pattern text, start integer, wanted integer, match text) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  native constant text := ora.regexp_pattern(pattern, match);
  tokens constant text[] := ora.regexp_tokens(pattern, match);
  program constant text[] := ora.regexp_program(tokens, 1, cardinality(tokens));
  groups constant integer := (SELECT count(*) FROM unnest(tokens) t WHERE t = '(');
  slots constant integer := 2 * groups + cardinality(tokens);
  result integer[] := '{}';
  filled integer := 0;
  seen integer := 0;
  at integer := start;
  found integer;
  bounds integer[];
BEGIN
  WHILE at <= length(s) + 1 AND (wanted IS NULL OR seen < wanted) LOOP
    found := regexp_instr(s, native, at);
    EXIT WHEN found = 0;
    bounds := ora.regexp_match_at(s, program, slots, found, match);
    IF bounds IS NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP2130 the pattern cannot be matched in Oracle''s order: ' || pattern;
    END IF;
    result[filled + 1] := found;
    FOR i IN 1 .. 1 + 2 * groups LOOP
      result[filled + 1 + i] := bounds[i];
    END LOOP;
    filled := filled + 2 + 2 * groups;
    seen := seen + 1;
    at := CASE WHEN bounds[1] = found THEN found + 1 ELSE bounds[1] END;
  END LOOP;
  RETURN result;
END
$$;
