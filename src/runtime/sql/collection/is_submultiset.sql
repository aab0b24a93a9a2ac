-- a SUBMULTISET OF b: b has each element of a at least as often; NULL if either is a NULL collection.
-- (SQL Language Reference, "SUBMULTISET Condition")
CREATE FUNCTION ora.is_submultiset(a anyarray, b anyarray) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN NOT EXISTS (
    SELECT FROM (SELECT a[i] AS v FROM generate_subscripts(a, 1) i) x GROUP BY v
    HAVING count(*) > (SELECT count(*) FROM generate_subscripts(b, 1) k WHERE b[k] IS NOT DISTINCT FROM v)
  ) END
$$;
