-- Where the last range of a table ends, one partition left out: the end at which no other begins, or MINVALUE.
CREATE FUNCTION ora.range_end(parent oid, but oid) RETURNS text
LANGUAGE sql STABLE
AS $$
  WITH ranges AS (
    SELECT substring(x.def FROM '^FOR VALUES FROM \((.*)\) TO \(') AS low, substring(x.def FROM ' TO \((.*)\)$') AS high
    FROM pg_catalog.pg_inherits AS h JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid
    CROSS JOIN LATERAL (SELECT pg_get_expr(c.relpartbound, c.oid) AS def) AS x
    WHERE h.inhparent = parent AND h.inhrelid IS DISTINCT FROM but
  )
  SELECT coalesce(
    (SELECT r.high FROM ranges AS r WHERE r.high NOT IN (SELECT o.low FROM ranges AS o WHERE o.low IS NOT NULL) LIMIT 1),
    (SELECT string_agg('MINVALUE', ', ') FROM pg_catalog.pg_partitioned_table AS p CROSS JOIN generate_series(1, p.partnatts) WHERE p.partrelid = parent))
$$;
