-- INSTRB: INSTR in bytes of UTF-8. (SQL Language Reference, "INSTR")
CREATE FUNCTION ora.instrb(s text, search text, position numeric DEFAULT 1, occurrence numeric DEFAULT 1) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  size integer := octet_length(s);
  start integer;
  found integer;
BEGIN
  IF trunc(position) = 0 OR abs(trunc(position)) > size THEN
    RETURN CASE WHEN s <> '' AND search <> '' THEN 0 END;
  END IF;
  -- The character the byte position lies in, going on to the next one where it lies inside of it.
  start := CASE WHEN position > 0 THEN trunc(position) ELSE size + trunc(position) + 1 END;
  start := length(ora.substrb(s, 1, start));
  found := ora.instr(s, search, CASE WHEN position > 0 THEN start ELSE start - length(s) - 1 END, occurrence);
  RETURN CASE WHEN found > 0 THEN octet_length(left(s, found - 1)) + 1 ELSE found END;
END
$$;
