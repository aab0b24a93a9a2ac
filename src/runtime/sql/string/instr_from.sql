-- INSTR with all its arguments. (SQL Language Reference, "INSTR")
CREATE FUNCTION ora.instr_from(s text, search text, start numeric, occurrence numeric) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  at integer := greatest(least(trunc(start), 2147483647), -2147483647);
  remaining integer := greatest(least(trunc(occurrence), 2147483647), 0);
  size constant integer := length(s);
  width constant integer := length(search);
  found integer;
  parts text[];
BEGIN
  IF size = 0 OR width = 0 THEN
    RETURN NULL;
  END IF;
  IF remaining < 1 THEN
    RETURN ora.argument_out_of_range(trunc(occurrence));
  END IF;
  IF at = 0 OR abs(at) > size THEN
    RETURN 0;
  END IF;
  IF at > 0 THEN
    -- Far occurrences of what does not overlap itself: the text is gone through once, not once for each.
    IF remaining > 16 AND NOT EXISTS (SELECT FROM generate_series(1, width - 1) AS k WHERE left(search, k) = right(search, k)) THEN
      parts := string_to_array(substr(s, at), search);
      RETURN CASE WHEN cardinality(parts) > remaining THEN at + length(array_to_string(parts[1:remaining], search)) ELSE 0 END;
    END IF;
    LOOP
      found := strpos(substr(s, at), search);
      IF found = 0 THEN
        RETURN 0;
      END IF;
      remaining := remaining - 1;
      IF remaining = 0 THEN
        RETURN at + found - 1;
      END IF;
      at := at + found;
    END LOOP;
  END IF;
  -- Backwards is forwards in the mirror image; a match may reach beyond the position it starts at or before.
  s := reverse(s);
  search := reverse(search);
  at := least(size + at + 1, size - width + 1);
  WHILE at >= 1 LOOP
    found := strpos(substr(s, size - at - width + 2), search);
    IF found = 0 THEN
      RETURN 0;
    END IF;
    at := at - found + 1;
    remaining := remaining - 1;
    IF remaining = 0 THEN
      RETURN at;
    END IF;
    at := at - 1;
  END LOOP;
  RETURN 0;
END
$$;
