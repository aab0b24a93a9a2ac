-- Whether the order of alternatives cannot matter anywhere in a pattern: at every | either all have one fixed width, or no two can
-- begin with the same character.
CREATE FUNCTION ora.regexp_unordered(tokens text[], ignore_case boolean, multiline boolean) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  size integer := cardinality(tokens);
  lists integer[] := ARRAY[0]; -- starts of the enclosing lists of alternatives
  starts integer[];
  stop integer;
  depth integer;
  first text;
  firsts text[];
  widths integer[];
  width integer;
BEGIN
  FOR i IN 1 .. size LOOP
    IF tokens[i] = '(' THEN
      lists := lists || i;
    END IF;
  END LOOP;
  FOR l IN 1 .. cardinality(lists) LOOP
    firsts := '{}';
    widths := '{}';
    starts := ARRAY[lists[l] + 1];
    depth := 0;
    stop := lists[l] + 1;
    LOOP
      EXIT WHEN stop > size OR depth = 0 AND tokens[stop] = ')';
      depth := depth + CASE tokens[stop] WHEN '(' THEN 1 WHEN ')' THEN -1 ELSE 0 END;
      IF depth = 0 AND tokens[stop] = '|' THEN
        starts := starts || (stop + 1);
      END IF;
      stop := stop + 1;
    END LOOP;
    CONTINUE WHEN cardinality(starts) = 1;
    starts := starts || (stop + 1);
    FOR k IN 1 .. cardinality(starts) - 1 LOOP
      -- From starts[k] to starts[k + 1] - 2; the | or the closing parenthesis lies between.
      width := 0;
      FOR i IN starts[k] .. starts[k + 1] - 2 LOOP
        width := CASE
          WHEN tokens[i] LIKE 'a%' THEN width + 1
          WHEN tokens[i] IN ('^', '$', 'A', 'Z', 'z') THEN width
          WHEN tokens[i] ~ '^q' AND tokens[i - 1] LIKE 'a%' AND split_part(substr(tokens[i], 2), ',', 1) = split_part(tokens[i], ',', 2)
            THEN width - 1 + split_part(tokens[i], ',', 2)::integer
        END;
      END LOOP;
      widths := widths || width;
      first := tokens[starts[k] + CASE WHEN tokens[starts[k]] IN ('^', 'A') THEN 1 ELSE 0 END];
      IF starts[k] > starts[k + 1] - 2 THEN
        first := NULL;
      ELSIF first LIKE 'a%' AND coalesce(tokens[starts[k] + 1], '') NOT LIKE 'q0,%' AND coalesce(tokens[starts[k] + 2], '') NOT LIKE 'q0,%' THEN
        first := substr(first, 2);
      ELSIF first IN ('$', 'z') AND starts[k] = starts[k + 1] - 2 AND NOT multiline THEN
        first := '\Z';
      ELSE
        first := NULL;
      END IF;
      firsts := firsts || first;
    END LOOP;
    -- ^x+|x+$, the usual way to trim: where both alternatives can match, they match the same.
    CONTINUE WHEN cardinality(starts) = 3 AND stop - starts[1] = 7
      AND tokens[starts[1]] IN ('^', 'A') AND tokens[starts[1] + 6] IN ('$', 'z')
      AND tokens[starts[1] + 1] LIKE 'a%' AND tokens[starts[1] + 2] LIKE 'q%,g' AND NOT multiline
      AND tokens[starts[1] + 1 : starts[1] + 2] = tokens[starts[1] + 4 : starts[1] + 5];
    CONTINUE WHEN array_position(widths, NULL) IS NULL AND (SELECT count(DISTINCT w) = 1 FROM unnest(widths) w);
    IF array_position(firsts, NULL) IS NOT NULL THEN
      RETURN false;
    END IF;
    FOR i IN 2 .. cardinality(firsts) LOOP
      FOR j IN 1 .. i - 1 LOOP
        IF firsts[i] = '\Z' AND firsts[j] = '\Z'
          OR firsts[i] <> '\Z' AND firsts[j] <> '\Z' AND ora.regexp_overlap(firsts[i], firsts[j], ignore_case) THEN
          RETURN false;
        END IF;
      END LOOP;
    END LOOP;
  END LOOP;
  RETURN true;
END
$$;
