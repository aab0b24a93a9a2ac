-- INSTR of a CLOB from a position on: one without characters is not NULL, and nothing is found in it. (SQL Language Reference, "INSTR")
CREATE FUNCTION ora.clob_instr(s text, search text, start numeric, occurrence numeric DEFAULT 1) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN s = '' AND search <> '' AND start IS NOT NULL AND occurrence IS NOT NULL THEN 0
    ELSE ora.instr_from(s, search, start, occurrence)
  END
$$;
