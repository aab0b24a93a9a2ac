-- a MULTISET EXCEPT [DISTINCT] b of objects that are equal by their MAP method, see ora.multiset_except and ora.mapped_set.
CREATE FUNCTION ora.mapped_except(a anyarray, b anyarray, ka anycompatiblearray, kb anycompatiblearray, once boolean DEFAULT false)
RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN ARRAY(
    SELECT a[i]
    FROM (SELECT i, ka[i] AS key, row_number() OVER (PARTITION BY ka[i] ORDER BY i) AS nth FROM generate_subscripts(a, 1) i) x
    CROSS JOIN LATERAL (SELECT count(*) AS taken FROM unnest(kb) AS other(key) WHERE other.key IS NOT DISTINCT FROM x.key) z
    WHERE CASE WHEN once THEN taken = 0 AND nth = 1 ELSE nth > taken END
    ORDER BY i
  ) END
$$;
