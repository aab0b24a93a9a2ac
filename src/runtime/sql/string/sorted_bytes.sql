-- The bytes of a floating-point number in the form in which they sort as the numbers do.
CREATE FUNCTION ora.sorted_bytes(b bytea) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT array_agg(CASE WHEN get_byte(b, 0) >= 128 THEN 255 - get_byte(b, i) WHEN i = 0 THEN get_byte(b, i) + 128 ELSE get_byte(b, i) END ORDER BY i)
  FROM generate_series(0, octet_length(b) - 1) AS i
$$;
