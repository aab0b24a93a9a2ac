-- The number that upper-case base-36 digits stand for.
CREATE FUNCTION ora.from_base36(digits text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT sum((strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(digits, i, 1)) - 1) * 36 ^ (length(digits) - i))::integer
  FROM generate_series(1, length(digits)) AS i
$$;
