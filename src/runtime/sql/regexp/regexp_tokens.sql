-- An Oracle pattern cut into tokens; what matches one character is already in the words of a PostgreSQL ARE:
--   a<atom>  one character      ( ) |    groups, all of them capturing, and alternation
--   ^ $ A Z z  assertions       r<n>     back-reference       q<min>,<max or nothing>,<g or l>  greedy or lazy quantifier
-- (SQL Language Reference, "Oracle Regular Expression Support"; Database Development Guide, "Using Regular Expressions in
-- Database Applications".) In Oracle a backslash is literal inside brackets, quotes every letter but d D w W s S A Z z outside of
-- them, and a dot does not match a newline unless option n is given.
CREATE FUNCTION ora.regexp_tokens(pattern text, match text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  newline constant boolean := ora.regexp_option(match, 'n');
  extended constant boolean := ora.regexp_option(match, 'x');
  parts text[];
  part text;
  head text;
  tokens text[] := '{}';
  groups integer := 0;
  depth integer := 0;
  optional boolean := false; -- the last part was a quantifier of an assertion
BEGIN
  IF octet_length(pattern) > 512 THEN
    RETURN ora.raise(12733, 'regular expression too long', tokens);
  END IF;
  parts := ARRAY(SELECT m[1] FROM regexp_matches(pattern,
    '(\\.|\[\^?\]?(?:\[:[a-z]+:\]|\[\.[^.]+\.\]|\[=[^=]+=\]|[^]])*\]|[*+?]\??|\{[0-9]+(?:,[0-9]*)?\}\??|.)', 'g') m);
  FOREACH part IN ARRAY parts LOOP
    head := left(part, 1);
    CONTINUE WHEN extended AND length(part) = 1 AND part ~ '\s';
    IF head = '\' AND length(part) = 2 THEN
      CASE
        WHEN part ~ '[1-9]$' THEN tokens := tokens || ('r' || right(part, 1));
        WHEN part ~ '[dDwWsS]$' THEN tokens := tokens || ('a' || part);
        WHEN part ~ '[AZz]$' THEN tokens := tokens || right(part, 1);
        ELSE tokens := tokens || ('a' || ora.regexp_literal(right(part, 1)));
      END CASE;
    ELSIF head = '[' THEN
      IF length(part) = 1 THEN
        RETURN ora.raise(12726, 'unmatched bracket in regular expression', tokens);
      END IF;
      IF substr(part, 2) ~ '\[=' THEN
        RAISE EXCEPTION USING ERRCODE = 'P0004',
          MESSAGE = 'OP2130 an equivalence class depends on Oracle''s linguistic tables: ' || pattern;
      END IF;
      tokens := tokens || ('a' || ora.regexp_bracket(part));
    ELSIF head IN ('*', '+', '?') OR part ~ '^\{[0-9]' THEN
      IF optional OR tokens[cardinality(tokens)] IS NULL OR tokens[cardinality(tokens)] ~ '^[(|^q]' THEN
        -- What Oracle makes of a quantifier without an operand is not documented; (?:…) and (?=…) of other dialects are such.
        RAISE EXCEPTION USING ERRCODE = 'P0004',
          MESSAGE = 'OP2130 a quantifier follows nothing it could apply to: ' || pattern;
      END IF;
      IF tokens[cardinality(tokens)] IN ('$', 'A', 'Z', 'z') THEN
        -- An assertion reads nothing: it may hold any number of times or none, which asks for nothing, or it has to hold. PostgreSQL refuses it.
        optional := true;
        IF part ~ '^(?:[*?]|\{0+[,}])' THEN
          tokens := tokens[:cardinality(tokens) - 1];
        END IF;
        CONTINUE;
      END IF;
      tokens := tokens || ('q' || CASE head
        WHEN '*' THEN '0,'
        WHEN '+' THEN '1,'
        WHEN '?' THEN '0,1'
        ELSE CASE
          WHEN strpos(part, ',') > 0 THEN substring(part FROM '^\{([0-9]+,[0-9]*)')
          ELSE substring(part FROM '^\{([0-9]+)') || ',' || substring(part FROM '^\{([0-9]+)')
        END
      END || CASE WHEN length(part) > 1 AND right(part, 1) = '?' THEN ',l' ELSE ',g' END);
    ELSIF part = '.' THEN
      tokens := tokens || CASE WHEN newline THEN 'a.' ELSE 'a[^\n]' END;
    ELSIF part IN ('(', ')', '|', '^', '$') THEN
      groups := groups + CASE part WHEN '(' THEN 1 ELSE 0 END;
      depth := depth + CASE part WHEN '(' THEN 1 WHEN ')' THEN -1 ELSE 0 END;
      IF depth < 0 THEN
        RETURN ora.raise(12725, 'unmatched parentheses in regular expression', tokens);
      END IF;
      tokens := tokens || part;
    ELSE
      tokens := tokens || ('a' || ora.regexp_literal(part));
    END IF;
    optional := false;
  END LOOP;
  IF depth <> 0 THEN
    RETURN ora.raise(12725, 'unmatched parentheses in regular expression', tokens);
  END IF;
  IF EXISTS (SELECT FROM unnest(tokens) t WHERE t ~ '^r' AND substr(t, 2)::integer > groups) THEN
    RETURN ora.raise(12727, 'invalid back reference in regular expression', tokens);
  END IF;
  RETURN tokens;
END
$$;
