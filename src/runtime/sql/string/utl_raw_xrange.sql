-- XRANGE: all byte values from one to another, around the end where the second is less. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_xrange(first bytea DEFAULT '\x00', last bytea DEFAULT '\xff') RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT decode(string_agg(lpad(to_hex((get_byte(first, 0) + i) % 256), 2, '0'), '' ORDER BY i), 'hex')
  FROM generate_series(0, (get_byte(last, 0) - get_byte(first, 0) + 256) % 256) i
$$;
