-- COUNT(x) KEEP (DENSE_RANK FIRST ORDER BY k) OVER (…): the values whose key is the first one's.
CREATE FUNCTION ora.kept_count(vals anyarray, keys anycompatiblearray) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT count(u.v) FROM unnest(vals, keys) AS u (v, k) WHERE u.k IS NOT DISTINCT FROM keys[1]
$$;
