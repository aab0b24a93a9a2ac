-- Query blocks of dynamic SQL that is known at run time only: a subquery in FROM gets the name that PostgreSQL asks for, and
-- `select … from … where rownum <= n` is that of the first n rows, numbered where its list asks for ROWNUM. DISTINCT, aggregates, groups and ORDER BY of one
-- table are made of its first rows; others, and what comes with OR, are left as they are, and so is a text in which parentheses do not match.
CREATE FUNCTION ora.dynamic_blocks(statement text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  token text;
  -- The blocks that are open, the innermost last: their text so far, the clause they are in, how long the select list is,
  -- whether they stand in FROM, and whether there is an OR in them.
  texts text[] := ARRAY[''];
  clauses text[] := ARRAY[''];
  lists integer[] := ARRAY[0];
  derived boolean[] := ARRAY[false];
  either boolean[] := ARRAY[false];
  depth integer := 1;
  unnamed boolean := false;
  named integer := 0;
  tail text[];
BEGIN
  IF statement !~* '\mrownum\M|(from|join|,)\s*\(\s*(select|with)\M' THEN
    RETURN statement;
  END IF;
  FOR token IN
    SELECT m[1] FROM regexp_matches(statement || E'\x01', $re$('(?:[^']|'')*'|"[^"]*"|--[^\n]*|/\*.*?\*/|[A-Za-z_][\w$#]*|\s+|.)$re$, 'g') AS m
  LOOP
    IF unnamed AND token !~ '^(\s|--|/\*)' THEN
      IF token ~ E'^[),;\x01]$' OR token ~* '^(where|group|order|having|union|except|intersect|fetch|offset|for|on|left|right|full|inner|cross|join|natural|limit)$' THEN
        named := named + 1;
        texts[depth] := rtrim(texts[depth]) || ' as derived_' || named || CASE WHEN token ~ '\w' THEN ' ' ELSE '' END;
      END IF;
      unnamed := false;
    END IF;
    IF token = '(' THEN
      depth := depth + 1;
      texts[depth] := '';
      clauses[depth] := '';
      lists[depth] := 0;
      either[depth] := false;
      derived[depth] := lower(clauses[depth - 1]) = 'from' AND texts[depth - 1] ~* '(\mfrom|\mjoin|,)\s*$';
    ELSIF token IN (')', E'\x01') THEN
      IF (token = ')') = (depth = 1) THEN
        RETURN statement;
      END IF;
      tail := regexp_match(texts[depth], '^(.*?)\s+(?:where|and)\s+rownum\s*(<=?|=(?=\s*1\s*;?\s*$))\s*(\d+|[$:]\w+)\s*;?\s*$', 'is');
      IF tail IS NOT NULL AND lists[depth] > 0 AND clauses[depth] = 'where' AND NOT either[depth]
        AND left(tail[1], lists[depth]) !~* '\mselect\s+(distinct|unique)\M|\m(count|sum|min|max|avg|listagg|median|stddev|variance|over)\s*\('
      THEN
        texts[depth] := regexp_replace(left(tail[1], lists[depth]), '(?<![\w$#.])rownum\M', 'row_number() over ()', 'gi')
          || substr(tail[1], lists[depth] + 1) || ' limit ' || CASE tail[2] WHEN '<' THEN 'greatest(' || tail[3] || ' - 1, 0)' ELSE tail[3] END;
      ELSIF lists[depth] > 0 AND NOT either[depth] AND left(texts[depth], lists[depth]) !~* '\mrownum\M' THEN
        -- The table or subquery, its alias, the other conditions, the comparison, the number, the clauses behind.
        tail := regexp_match(substr(texts[depth], lists[depth] + 1), '^from\s*(\(.*\)|\s(?:[\w$#]+\.)?[\w$#]+)(?:\s*\m(?!where\M)(?:as\s+)?([\w$#]+))?\s*\mwhere\s+'
          || '(?:(.*)\s+and\s+)?rownum\s*(<=?|=(?=\s*1\s*(?:;|group|order|$)))\s*(\d+|[$:]\w+)\s*((?:group|order)\s.*?)?;?\s*$', 'is');
        IF tail IS NOT NULL THEN
          texts[depth] := left(texts[depth], lists[depth]) || 'from (select * from ' || ltrim(tail[1]) || coalesce(' as ' || tail[2], '')
            || coalesce(' where ' || tail[3], '') || ' limit ' || CASE tail[4] WHEN '<' THEN 'greatest(' || tail[5] || ' - 1, 0)' ELSE tail[5] END
            || ') as ' || coalesce(tail[2], substring(tail[1] FROM '[\w$#]+$')) || coalesce(' ' || tail[6], '');
        END IF;
      END IF;
      EXIT WHEN depth = 1;
      unnamed := derived[depth] AND texts[depth] ~* '^\s*(select|with)\M';
      texts[depth - 1] := texts[depth - 1] || '(' || texts[depth] || ')';
      depth := depth - 1;
    ELSE
      IF token ~* '^(select|from|where|group|order|having|set|values|on)$' THEN
        IF lower(token) = 'from' AND lists[depth] = 0 AND clauses[depth] = 'select' THEN
          lists[depth] := length(texts[depth]);
        END IF;
        clauses[depth] := lower(token);
      ELSIF token ~* '^(join|inner|cross|left|right|full)$' AND clauses[depth] = 'on' THEN
        clauses[depth] := 'from';
      ELSIF lower(token) = 'or' THEN
        either[depth] := true;
      ELSIF token ~* '^(union|except|intersect)$' THEN
        lists[depth] := -1;
      END IF;
      texts[depth] := texts[depth] || token;
    END IF;
  END LOOP;
  RETURN texts[1];
END
$$;
