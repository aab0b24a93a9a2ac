-- a MULTISET INTERSECT [DISTINCT] b of objects that are equal by their MAP method, see ora.multiset_intersect and ora.mapped_set.
CREATE FUNCTION ora.mapped_intersect(a anyarray, b anyarray, ka anycompatiblearray, kb anycompatiblearray, once boolean DEFAULT false)
RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN ARRAY(
    SELECT a[i]
    FROM (SELECT i, ka[i] AS key, row_number() OVER (PARTITION BY ka[i] ORDER BY i) AS nth FROM generate_subscripts(a, 1) i) x
    WHERE nth <= (SELECT CASE WHEN once THEN least(count(*), 1) ELSE count(*) END FROM unnest(kb) AS other(key) WHERE other.key IS NOT DISTINCT FROM x.key)
    ORDER BY i
  ) END
$$;
