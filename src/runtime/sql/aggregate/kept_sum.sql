-- SUM(x) KEEP (DENSE_RANK FIRST ORDER BY k) OVER (…): the values whose key is the first one's.
CREATE FUNCTION ora.kept_sum(vals numeric[], keys anyarray) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT sum(u.v) FROM unnest(vals, keys) AS u (v, k) WHERE u.k IS NOT DISTINCT FROM keys[1]
$$;
