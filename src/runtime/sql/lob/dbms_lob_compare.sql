-- DBMS_LOB.COMPARE of two parts of LOBs: 0 if equal, else -1 or 1; NULL where an argument is out of range. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_compare(a text, b text, amount numeric DEFAULT 18446744073709551615, start_a numeric DEFAULT 1, start_b numeric DEFAULT 1) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  size integer;
  x text;
  y text;
BEGIN
  IF least(round(amount), round(start_a), round(start_b)) < 1 OR greatest(round(amount), round(start_a), round(start_b)) > 18446744073709551615 THEN
    RETURN NULL;
  END IF;
  size := least(round(amount), 2147483647);
  x := substr(a, least(round(start_a), 2147483647)::integer, size);
  y := substr(b, least(round(start_b), 2147483647)::integer, size);
  RETURN CASE WHEN x = y THEN 0 WHEN x COLLATE "C" < y COLLATE "C" THEN -1 ELSE 1 END;
END
$$;

CREATE FUNCTION ora.dbms_lob_compare(a bytea, b bytea, amount numeric DEFAULT 18446744073709551615, start_a numeric DEFAULT 1, start_b numeric DEFAULT 1) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  size integer;
  x bytea;
  y bytea;
BEGIN
  IF least(round(amount), round(start_a), round(start_b)) < 1 OR greatest(round(amount), round(start_a), round(start_b)) > 18446744073709551615 THEN
    RETURN NULL;
  END IF;
  size := least(round(amount), 2147483647);
  x := substr(a, least(round(start_a), 2147483647)::integer, size);
  y := substr(b, least(round(start_b), 2147483647)::integer, size);
  RETURN CASE WHEN x = y THEN 0 WHEN x < y THEN -1 ELSE 1 END;
END
$$;
