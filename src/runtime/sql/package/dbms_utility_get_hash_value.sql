-- DBMS_UTILITY.GET_HASH_VALUE: a number from base on, below base + hash_size. Not the number Oracle computes.
CREATE FUNCTION ora.dbms_utility_get_hash_value(name text, base numeric, hash_size numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT base + abs(hashtextextended(name, 0)::numeric) % hash_size
$$;
