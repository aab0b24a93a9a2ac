-- a MULTISET EXCEPT [DISTINCT] b: ALL takes one away for each in b, DISTINCT keeps once what b does not have, in the order of a.
-- (SQL Language Reference, "MULTISET EXCEPT")
CREATE FUNCTION ora.multiset_except(a anyarray, b anyarray, once boolean DEFAULT false) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN ARRAY(
    SELECT v
    FROM (
      SELECT a[i] AS v, i, row_number() OVER (PARTITION BY a[i] ORDER BY i) AS nth FROM generate_subscripts(a, 1) i
    ) x
    CROSS JOIN LATERAL (SELECT count(*) AS taken FROM generate_subscripts(b, 1) k WHERE b[k] IS NOT DISTINCT FROM v) z
    WHERE CASE WHEN once THEN taken = 0 AND nth = 1 ELSE nth > taken END
    ORDER BY i
  ) END
$$;
