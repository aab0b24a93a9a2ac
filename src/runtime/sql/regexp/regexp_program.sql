-- The tokens first..last compiled for ora.regexp_match_at, jumps relative:
--   c<atom>  one character          l<min>,<max>,<g or l>,<atom>  run of one       s<x>,<y>  try x, then y      j<x>  jump
--   k<n>  keep the position in slot n      e<n>  fail if nothing was read since slot n was kept      ^ $ A Z z r<n>  as tokens
-- Slots 2g - 1 and 2g bound group g; those above serve loops.
CREATE FUNCTION ora.regexp_program(tokens text[], first integer, last integer) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  groups constant integer := (SELECT count(*) FROM unnest(tokens) t WHERE t = '(');
  program text[] := '{}';
  item text[];
  at integer := first;
  depth integer := 0;
  start integer;
  slot integer;
  least integer;
  most integer;
  quantifier text;
  kind text;
  rest text[];
BEGIN
  -- The first | of this level splits the work in two.
  FOR i IN first .. last LOOP
    depth := depth + CASE tokens[i] WHEN '(' THEN 1 WHEN ')' THEN -1 ELSE 0 END;
    IF depth = 0 AND tokens[i] = '|' THEN
      item := ora.regexp_program(tokens, first, i - 1);
      rest := ora.regexp_program(tokens, i + 1, last);
      RETURN ARRAY['s1,' || cardinality(item) + 2] || item || ('j' || cardinality(rest) + 1) || rest;
    END IF;
  END LOOP;
  WHILE at <= last LOOP
    start := at;
    slot := 2 * groups + at;
    IF tokens[at] = '(' THEN
      depth := 1;
      WHILE depth > 0 LOOP
        at := at + 1;
        depth := depth + CASE tokens[at] WHEN '(' THEN 1 WHEN ')' THEN -1 ELSE 0 END;
      END LOOP;
      least := (SELECT count(*) FROM unnest(tokens[:start]) t WHERE t = '(');
      item := ARRAY['k' || 2 * least - 1] || ora.regexp_program(tokens, start + 1, at - 1) || ('k' || 2 * least);
    ELSIF tokens[at] LIKE 'a%' THEN
      item := ARRAY['c' || substr(tokens[at], 2)];
    ELSE
      item := ARRAY[tokens[at]];
    END IF;
    at := at + 1;
    IF at <= last AND tokens[at] LIKE 'q%' THEN
      quantifier := substr(tokens[at], 2);
      least := split_part(quantifier, ',', 1);
      most := nullif(split_part(quantifier, ',', 2), '');
      kind := split_part(quantifier, ',', 3);
      at := at + 1;
      IF tokens[start] LIKE 'a%' THEN
        program := program || ('l' || least || ',' || coalesce(most, 2147483647) || ',' || kind || ',' || substr(tokens[start], 2));
        CONTINUE;
      END IF;
      FOR i IN 1 .. least LOOP
        program := program || item;
      END LOOP;
      IF most IS NULL THEN
        rest := ARRAY['k' || slot] || item || ('e' || slot) || ('j-' || cardinality(item) + 3);
        item := ARRAY[CASE kind WHEN 'g' THEN 's1,' || cardinality(rest) + 1 ELSE 's' || cardinality(rest) + 1 || ',1' END] || rest;
      ELSE
        rest := '{}';
        FOR i IN least + 1 .. most LOOP
          rest := item || rest;
          rest := ARRAY[CASE kind WHEN 'g' THEN 's1,' || cardinality(rest) + 1 ELSE 's' || cardinality(rest) + 1 || ',1' END] || rest;
        END LOOP;
        item := rest;
      END IF;
      IF cardinality(program) + cardinality(item) > 5000 THEN
        RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP2130 the pattern is too large to be matched in Oracle''s order';
      END IF;
    END IF;
    program := program || item;
  END LOOP;
  RETURN program;
END
$$;
