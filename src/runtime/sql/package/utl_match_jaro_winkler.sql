-- UTL_MATCH.JARO_WINKLER: Jaro's measure raised by a tenth for each of up to four equal first characters.
CREATE FUNCTION ora.utl_match_jaro_winkler(s1 text, s2 text) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  a text[] := regexp_split_to_array(s1, '');
  b text[] := regexp_split_to_array(s2, '');
  m integer := length(s1);
  n integer := length(s2);
  reach integer := greatest(greatest(m, n) / 2 - 1, 0);
  taken boolean[] := array_fill(false, ARRAY[greatest(n, 1)]);
  first text[] := '{}';
  second text[] := '{}';
  matches integer;
  swapped integer := 0;
  prefix integer := 0;
  jaro double precision;
BEGIN
  IF nullif(s1, '') IS NULL OR nullif(s2, '') IS NULL THEN
    RETURN CASE WHEN nullif(s1, '') IS NULL AND nullif(s2, '') IS NULL THEN 1 ELSE 0 END;
  END IF;
  FOR i IN 1 .. m LOOP
    FOR j IN greatest(1, i - reach) .. least(n, i + reach) LOOP
      IF NOT taken[j] AND a[i] = b[j] THEN
        taken[j] := true;
        first := first || a[i];
        EXIT;
      END IF;
    END LOOP;
  END LOOP;
  matches := cardinality(first);
  IF matches = 0 THEN
    RETURN 0;
  END IF;
  FOR j IN 1 .. n LOOP
    IF taken[j] THEN
      second := second || b[j];
    END IF;
  END LOOP;
  FOR k IN 1 .. matches LOOP
    IF first[k] <> second[k] THEN
      swapped := swapped + 1;
    END IF;
  END LOOP;
  jaro := (matches::double precision / m + matches::double precision / n + (matches - swapped / 2)::double precision / matches) / 3;
  WHILE prefix < least(4, m, n) AND a[prefix + 1] = b[prefix + 1] LOOP
    prefix := prefix + 1;
  END LOOP;
  RETURN jaro + prefix * 0.1::double precision * (1 - jaro);
END
$$;
