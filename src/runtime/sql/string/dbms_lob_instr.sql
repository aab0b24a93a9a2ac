-- DBMS_LOB.INSTR(lob, pattern, offset, nth): NULL where an argument is out of range. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_instr(lob text, pattern text, start numeric DEFAULT 1, nth numeric DEFAULT 1) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN round(start) >= 1 AND round(nth) >= 1 AND pattern <> ''
    THEN CASE WHEN lob = '' THEN 0 ELSE ora.instr(lob, pattern, round(start), round(nth)) END END
$$;

CREATE FUNCTION ora.dbms_lob_instr(lob bytea, pattern bytea, start numeric DEFAULT 1, nth numeric DEFAULT 1) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  at integer := round(start);
  found integer;
BEGIN
  IF at < 1 OR round(nth) < 1 OR pattern = '' THEN
    RETURN NULL;
  END IF;
  FOR i IN 1 .. round(nth) LOOP
    found := position(pattern IN substr(lob, at));
    IF found = 0 THEN
      RETURN 0;
    END IF;
    at := at + found;
  END LOOP;
  RETURN at - 1;
END
$$;
