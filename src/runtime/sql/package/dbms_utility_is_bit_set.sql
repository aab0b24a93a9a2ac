-- DBMS_UTILITY.IS_BIT_SET: 1 where a bit is set, else 0; the lowest bit is number 1. (PL/SQL Packages and Types Reference, "DBMS_UTILITY")
CREATE FUNCTION ora.dbms_utility_is_bit_set(r bytea, n numeric) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN n BETWEEN 1 AND octet_length(r) * 8 THEN get_byte(r, octet_length(r) - 1 - (n::integer - 1) / 8) >> ((n::integer - 1) % 8) & 1
    WHEN n IS NOT NULL AND r IS NOT NULL THEN 0 END
$$;
