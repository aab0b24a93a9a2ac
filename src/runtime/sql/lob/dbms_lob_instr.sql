-- DBMS_LOB.INSTR(lob, pattern, offset, nth): NULL where an argument is out of range. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_instr(lob text, pattern text, start numeric DEFAULT 1, nth numeric DEFAULT 1) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN round(start) BETWEEN 1 AND 18446744073709551615 AND round(nth) BETWEEN 1 AND 18446744073709551615 AND pattern <> ''
    THEN CASE WHEN lob = '' OR greatest(round(start), round(nth)) > 2147483646 THEN length(lob) * 0 ELSE ora.instr(lob, pattern, round(start), round(nth)) END END
$$;

CREATE FUNCTION ora.dbms_lob_instr(lob bytea, pattern bytea, start numeric DEFAULT 1, nth numeric DEFAULT 1) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  at integer;
  found integer;
BEGIN
  IF least(round(start), round(nth)) < 1 OR greatest(round(start), round(nth)) > 18446744073709551615 OR pattern = '' THEN
    RETURN NULL;
  ELSIF round(start) > octet_length(lob) THEN
    RETURN 0;
  END IF;
  at := round(start);
  FOR i IN 1 .. least(round(nth), 2147483646) LOOP
    found := position(pattern IN substr(lob, at));
    IF found = 0 THEN
      RETURN 0;
    END IF;
    at := at + found;
  END LOOP;
  RETURN at - 1;
END
$$;
