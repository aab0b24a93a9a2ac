-- DBMS_LOB.SUBSTR(lob, amount, offset): NULL where the amount or the offset is out of range. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_substr(lob text, amount numeric DEFAULT 32767, start numeric DEFAULT 1) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN round(amount) BETWEEN 1 AND 32767 AND round(start) BETWEEN 1 AND 18446744073709551615
    THEN nullif(ora.substr_far(lob, least(round(start), 2147483647)::integer, round(amount)::integer), '') END
$$;

CREATE FUNCTION ora.dbms_lob_substr(lob bytea, amount numeric DEFAULT 32767, start numeric DEFAULT 1) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN round(amount) BETWEEN 1 AND 32767 AND round(start) BETWEEN 1 AND 18446744073709551615
    THEN nullif(substr(lob, least(round(start), 2147483647)::integer, round(amount)::integer), '') END
$$;
