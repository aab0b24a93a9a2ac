-- UTL_MATCH.EDIT_DISTANCE: insertions, deletions and replacements that make one text the other (Levenshtein); -1 with a NULL.
CREATE FUNCTION ora.utl_match_edit_distance(s1 text, s2 text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  a text[] := regexp_split_to_array(s1, '');
  b text[] := regexp_split_to_array(s2, '');
  width integer := length(s2);
  previous integer[];
  current integer[];
BEGIN
  IF s1 IS NULL OR s2 IS NULL OR s1 = '' OR s2 = '' THEN
    RETURN -1;
  END IF;
  previous := ARRAY(SELECT generate_series(0, width));
  FOR i IN 1 .. length(s1) LOOP
    current := ARRAY[i];
    FOR j IN 1 .. width LOOP
      current[j + 1] := least(previous[j + 1] + 1, current[j] + 1, previous[j] + CASE WHEN a[i] = b[j] THEN 0 ELSE 1 END);
    END LOOP;
    previous := current;
  END LOOP;
  RETURN previous[width + 1];
END
$$;
