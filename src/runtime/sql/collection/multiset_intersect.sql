-- a MULTISET INTERSECT [DISTINCT] b: each element as often as in the one that has it less often, in the order of a.
-- (SQL Language Reference, "MULTISET INTERSECT")
CREATE FUNCTION ora.multiset_intersect(a anyarray, b anyarray, once boolean DEFAULT false) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN ARRAY(
    SELECT v
    FROM (
      SELECT a[i] AS v, i, row_number() OVER (PARTITION BY a[i] ORDER BY i) AS nth FROM generate_subscripts(a, 1) i
    ) x
    WHERE nth <= (SELECT CASE WHEN once THEN least(count(*), 1) ELSE count(*) END FROM generate_subscripts(b, 1) k WHERE b[k] IS NOT DISTINCT FROM v)
    ORDER BY i
  ) END
$$;
