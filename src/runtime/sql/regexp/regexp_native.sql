-- Whether PostgreSQL's matcher finds the same extents as Oracle's. Oracle takes the first way that leads to a match: alternatives
-- from left to right, each quantifier as far, or as little, as it can; PostgreSQL takes the longest match of the whole, or the
-- shortest if the first quantifier is lazy. They agree where there is no choice: alternatives that begin with different characters or
-- have one width, quantifiers of one kind, repeated groups that begin with what nothing before them could have swallowed, or an end
-- that an anchor fixes. What groups match is asked for with groups: of a repeated group whose repetitions can be of several lengths
-- PostgreSQL's last one may be another. False sends a pattern to ora.regexp_match_at, which is exact and slow.
CREATE FUNCTION ora.regexp_native(pattern text, match text DEFAULT NULL, groups boolean DEFAULT false) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  tokens text[];
  size integer;
  ignore_case boolean := ora.regexp_option(match, 'i');
  anchored boolean;
  greedy boolean := false;
  lazy boolean := false;
  top_alternation boolean := false;
  alternation_at integer;
  lazy_at integer;
  opened integer[] := '{}';
  swallowing text[] := '{}'; -- atoms under a quantifier
  repeated text[] := '{}';   -- first tokens of groups under one
  token text;
BEGIN
  -- Without groups, alternatives and anything that could be a lazy quantifier there is no choice; the common case, and fast.
  -- Nor is there with groups that are not repeated, and where nothing refers back to one.
  IF pattern !~ '[(|\\]|[*+?}]\?' OR coalesce(match, '') IN ('', 'i', 'c') AND pattern !~ '[|]|[*+?}]\?|\)[*+?{]|\\[1-9]' THEN
    RETURN true;
  END IF;
  tokens := ora.regexp_tokens(pattern, match);
  size := cardinality(tokens);
  FOR i IN 1 .. size LOOP
    token := tokens[i];
    IF token = '(' THEN
      opened := opened || i;
    ELSIF token = '|' THEN
      alternation_at := coalesce(alternation_at, i);
      top_alternation := top_alternation OR cardinality(opened) = 0;
    ELSIF token = ')' THEN
      IF tokens[i + 1] LIKE 'q%' AND split_part(substr(tokens[i + 1], 2), ',', 1) <> split_part(tokens[i + 1], ',', 2) THEN
        repeated := repeated || tokens[opened[cardinality(opened)] + 1];
      END IF;
      IF groups AND tokens[i + 1] LIKE 'q%' AND split_part(tokens[i + 1], ',', 2) <> '1' THEN
        FOREACH token IN ARRAY tokens[opened[cardinality(opened)] + 1 : i - 1] LOOP
          IF token = '|' OR token LIKE 'q%' AND split_part(substr(token, 2), ',', 1) <> split_part(token, ',', 2) THEN
            RETURN false;
          END IF;
        END LOOP;
      END IF;
      opened := opened[:cardinality(opened) - 1];
    ELSIF token LIKE 'q%' AND split_part(substr(token, 2), ',', 1) <> split_part(token, ',', 2) THEN
      IF token ~ 'l$' THEN
        lazy := true;
        lazy_at := coalesce(lazy_at, i);
      ELSE
        greedy := true;
      END IF;
      IF tokens[i - 1] LIKE 'r%' THEN
        RETURN false;
      END IF;
      IF tokens[i - 1] LIKE 'a%' THEN
        swallowing := swallowing || substr(tokens[i - 1], 2);
      END IF;
    END IF;
  END LOOP;
  anchored := tokens[size] IN ('$', 'z') AND NOT top_alternation AND NOT ora.regexp_option(match, 'm');
  IF greedy AND lazy AND NOT anchored THEN
    RETURN false;
  END IF;
  IF lazy AND alternation_at IS NOT NULL AND (top_alternation OR alternation_at < lazy_at) THEN
    RETURN false;
  END IF;
  IF NOT anchored THEN
    FOR i IN 1 .. cardinality(repeated) LOOP
      IF repeated[i] NOT LIKE 'a%' THEN
        RETURN false;
      END IF;
      FOREACH token IN ARRAY swallowing LOOP
        IF ora.regexp_overlap(substr(repeated[i], 2), token, ignore_case) THEN
          RETURN false;
        END IF;
      END LOOP;
      FOR j IN 1 .. i - 1 LOOP
        IF ora.regexp_overlap(substr(repeated[i], 2), substr(repeated[j], 2), ignore_case) THEN
          RETURN false;
        END IF;
      END LOOP;
    END LOOP;
  END IF;
  RETURN alternation_at IS NULL OR ora.regexp_unordered(tokens, ignore_case, ora.regexp_option(match, 'm'));
END
$$;
