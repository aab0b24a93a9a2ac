-- An Oracle pattern and match parameter as one PostgreSQL ARE with embedded options. (PostgreSQL, "POSIX Regular Expressions")
-- Option m becomes w: it moves ^ and $ only. With constant arguments the planner computes it once; one that the run gives comes here at every call,
-- so the most are not cut into tokens: what is written alike in both, but for a dot, stays as it is. (ora.regexp_plain)
CREATE FUNCTION ora.regexp_pattern(pattern text, match text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  tokens text[];
  result text := ora.regexp_plain(pattern, match);
  token text;
BEGIN
  IF result IS NOT NULL THEN
    RETURN result;
  END IF;
  tokens := ora.regexp_tokens(pattern, match);
  result := '';
  IF pattern IS NULL OR pattern = '' THEN
    RETURN NULL;
  END IF;
  FOREACH token IN ARRAY tokens LOOP
    result := result || CASE left(token, 1)
      WHEN 'a' THEN substr(token, 2)
      -- In a group of its own, or a digit that follows would belong to the number.
      WHEN 'r' THEN '(?:\' || substr(token, 2) || ')'
      WHEN 'A' THEN '\A'
      WHEN 'z' THEN '\Z'
      WHEN 'Z' THEN '(?=\n?\Z)'
      WHEN 'q' THEN CASE split_part(substr(token, 2), ',', 1) || ',' || split_part(token, ',', 2)
        WHEN '0,' THEN '*'
        WHEN '1,' THEN '+'
        WHEN '0,1' THEN '?'
        ELSE '{' || split_part(substr(token, 2), ',', 1)
          || CASE WHEN split_part(substr(token, 2), ',', 1) = split_part(token, ',', 2) THEN '' ELSE ',' || split_part(token, ',', 2) END || '}'
      END || CASE WHEN token ~ 'l$' THEN '?' ELSE '' END
      ELSE token
    END;
  END LOOP;
  RETURN '(?' || CASE WHEN ora.regexp_option(match, 'm') THEN 'w' ELSE 's' END
    || CASE WHEN ora.regexp_option(match, 'i') THEN 'i' ELSE '' END || ')' || result;
END
$$;
