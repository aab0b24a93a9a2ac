-- XRANGE: all byte values from one to another, around the end where the second is less; NULL stands for x'00' and x'FF'.
-- (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_xrange(first bytea DEFAULT NULL, last bytea DEFAULT NULL) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT decode(string_agg(lpad(to_hex((low + i) % 256), 2, '0'), '' ORDER BY i), 'hex')
  FROM (SELECT get_byte(coalesce(nullif(first, ''), '\x00'), 0), get_byte(coalesce(nullif(last, ''), '\xff'), 0)) AS bounds(low, high),
    generate_series(0, (high - low + 256) % 256) i
$$;
