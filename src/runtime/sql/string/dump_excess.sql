-- The four bytes of a whole number to which 2^31 is added, so that they sort as the numbers do.
CREATE FUNCTION ora.dump_excess(n bigint) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ARRAY[(e >> 24)::integer & 255, (e >> 16)::integer & 255, (e >> 8)::integer & 255, (e & 255)::integer] FROM (SELECT n + 2147483648 AS e) AS s
$$;
