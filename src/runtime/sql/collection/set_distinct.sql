-- SET(nested table): each element once, in order of first appearance; NULL elements count as equal. (SQL Language Reference, "SET")
CREATE FUNCTION ora.set_distinct(a anyarray) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN a IS NOT NULL THEN ARRAY(
    SELECT v FROM (SELECT a[i] AS v, i FROM generate_subscripts(a, 1) i) x GROUP BY v ORDER BY min(i)
  ) END
$$;
