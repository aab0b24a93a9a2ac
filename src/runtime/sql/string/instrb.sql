-- INSTRB: INSTR in bytes of UTF-8. (SQL Language Reference, "INSTR")
CREATE FUNCTION ora.instrb(s text, search text, start numeric DEFAULT 1, occurrence numeric DEFAULT 1) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  size integer := octet_length(s);
  first integer;
  found integer;
BEGIN
  IF trunc(start) = 0 OR abs(trunc(start)) > size THEN
    RETURN CASE WHEN s <> '' AND search <> '' THEN 0 END;
  END IF;
  first := CASE WHEN start > 0 THEN trunc(start) ELSE size + trunc(start) + 1 END;
  -- A position inside of a character goes on with the next one forwards, and with that one backwards.
  found := ora.instr_from(s, search, CASE
    WHEN start > 0 THEN coalesce(length(ora.substrb(s, 1, first - 1)), 0) + 1
    ELSE length(ora.substrb(s, 1, first)) - length(s) - 1
  END, occurrence);
  RETURN CASE WHEN found > 0 THEN octet_length(left(s, found - 1)) + 1 ELSE found END;
END
$$;
