-- DBMS_LOB.COMPARE of two parts of LOBs: 0 if equal, else -1 or 1; NULL where an argument is out of range. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_compare(a text, b text, amount numeric DEFAULT 2147483647, start_a numeric DEFAULT 1, start_b numeric DEFAULT 1) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN round(amount) >= 1 AND round(start_a) >= 1 AND round(start_b) >= 1 THEN
    CASE
      WHEN substr(a, round(start_a)::integer, least(round(amount), 2147483647)::integer) = substr(b, round(start_b)::integer, least(round(amount), 2147483647)::integer) THEN 0
      WHEN substr(a, round(start_a)::integer, least(round(amount), 2147483647)::integer) COLLATE "C" < substr(b, round(start_b)::integer, least(round(amount), 2147483647)::integer) COLLATE "C" THEN -1
      WHEN a IS NOT NULL AND b IS NOT NULL THEN 1
    END
  END
$$;

CREATE FUNCTION ora.dbms_lob_compare(a bytea, b bytea, amount numeric DEFAULT 2147483647, start_a numeric DEFAULT 1, start_b numeric DEFAULT 1) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN round(amount) >= 1 AND round(start_a) >= 1 AND round(start_b) >= 1 THEN
    sign(byteacmp(substr(a, round(start_a)::integer, least(round(amount), 2147483647)::integer), substr(b, round(start_b)::integer, least(round(amount), 2147483647)::integer)))::integer
  END
$$;
