-- The nth match of an order-sensitive pattern from a position on: its start, the position after it, then the bounds of each group;
-- NULL if there is none. The start comes from PostgreSQL's matcher, which agrees on whether there is a match.
CREATE FUNCTION ora.regexp_occurrence(s text, pattern text, start integer, nth integer, match text) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  native constant text := ora.regexp_pattern(pattern, match);
  tokens constant text[] := ora.regexp_tokens(pattern, match);
  program constant text[] := ora.regexp_program(tokens, 1, cardinality(tokens));
  groups constant integer := (SELECT count(*) FROM unnest(tokens) t WHERE t = '(');
  slots constant integer := 2 * groups + cardinality(tokens);
  at integer := start;
  found integer;
  bounds integer[];
BEGIN
  FOR i IN 1 .. nth LOOP
    IF at > length(s) + 1 THEN
      RETURN NULL;
    END IF;
    found := regexp_instr(s, native, at);
    IF found = 0 THEN
      RETURN NULL;
    END IF;
    bounds := ora.regexp_match_at(s, program, slots, found, match);
    IF bounds IS NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP2130 the pattern cannot be matched in Oracle''s order: ' || pattern;
    END IF;
    at := CASE WHEN bounds[1] = found THEN found + 1 ELSE bounds[1] END;
  END LOOP;
  RETURN found || bounds[1 : 1 + 2 * groups];
END
$$;
