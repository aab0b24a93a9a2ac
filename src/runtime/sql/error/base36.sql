-- n in base 36 with upper-case digits, padded with zeros to the given width.
CREATE FUNCTION ora.base36(n integer, digits integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT string_agg(substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', (n / (36 ^ i)::integer) % 36 + 1, 1), '' ORDER BY i DESC)
  FROM generate_series(0, digits - 1) AS i
$$;
