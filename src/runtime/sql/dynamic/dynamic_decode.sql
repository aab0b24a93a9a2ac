-- DECODE(x, search, result, …, default) in dynamic SQL as CASE, in which NULL equals NULL. The last one first, which has none in its arguments.
-- (SQL Language Reference, "DECODE")
CREATE FUNCTION ora.dynamic_decode(statement text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  tokens text[];
  args text[];
  arg text;
  depth integer;
  made text;
  last integer;
BEGIN
  IF statement !~* '\mdecode\s*\(' THEN
    RETURN statement;
  END IF;
  tokens := ARRAY(SELECT m[1] FROM regexp_matches(statement, $re$('(?:[^']|'')*'|"[^"]*"|[(),]|[^'"(),]+|.)$re$, 'g') AS m);
  FOR i IN REVERSE cardinality(tokens) - 1 .. 1 LOOP
    CONTINUE WHEN tokens[i + 1] <> '(' OR tokens[i] !~* '(?<![\w$#.])decode\s*$';
    args := '{}';
    arg := '';
    depth := 1;
    last := i + 1;
    WHILE depth > 0 AND last < cardinality(tokens) LOOP
      last := last + 1;
      depth := depth + CASE tokens[last] WHEN '(' THEN 1 WHEN ')' THEN -1 ELSE 0 END;
      IF depth = 0 OR depth = 1 AND tokens[last] = ',' THEN
        args := args || btrim(arg);
        arg := '';
      ELSE
        arg := arg || tokens[last];
      END IF;
    END LOOP;
    CONTINUE WHEN depth > 0 OR cardinality(args) < 3;
    made := '(case';
    FOR n IN 1 .. (cardinality(args) - 1) / 2 LOOP
      made := made || format(' when (%s) is not distinct from (%s) then %s', args[1], args[2 * n], args[2 * n + 1]);
    END LOOP;
    tokens := tokens[:i - 1]
      || (regexp_replace(tokens[i], 'decode\s*$', '', 'i') || made || CASE WHEN cardinality(args) % 2 = 0 THEN ' else ' || args[cardinality(args)] ELSE '' END || ' end)')
      || tokens[last + 1:];
  END LOOP;
  RETURN array_to_string(tokens, '');
END
$$;
