-- INSTR(s, search): position of the first occurrence, 0 if there is none. (SQL Language Reference, "INSTR")
CREATE FUNCTION ora.instr(s text, search text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT strpos(nullif(s, ''), nullif(search, '')) $$;

-- INSTR(s, search, position, occurrence): a negative position counts, and searches, from the end. Occurrences may overlap.
CREATE FUNCTION ora.instr(s text, search text, start numeric, occurrence numeric DEFAULT 1) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  at numeric := trunc(start);
  remaining numeric := trunc(occurrence);
  found integer;
BEGIN
  IF s = '' OR search = '' THEN
    RETURN NULL;
  END IF;
  IF remaining < 1 THEN
    RETURN ora.argument_out_of_range(remaining);
  END IF;
  IF at = 0 OR abs(at) > length(s) THEN
    RETURN 0;
  END IF;
  IF at > 0 THEN
    LOOP
      found := strpos(substr(s, at::integer), search);
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
  -- Backwards is forwards in the mirror image; a match may reach beyond the start it starts at or before.
  at := least(length(s) + at + 1, length(s) - length(search) + 1);
  WHILE at >= 1 LOOP
    found := strpos(substr(reverse(s), (length(s) - at - length(search) + 2)::integer), reverse(search));
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
