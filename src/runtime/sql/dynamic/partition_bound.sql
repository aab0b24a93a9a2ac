-- The bound of a partition, as ALTER TABLE … ATTACH wants it again: FROM … TO …, IN …, or DEFAULT, for which a range has its lower end in `lower`.
CREATE FUNCTION ora.partition_bound(part regclass, OUT bound text, OUT lower text, OUT upper text)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  parent oid := (SELECT h.inhparent FROM pg_catalog.pg_inherits AS h WHERE h.inhrelid = part);
BEGIN
  SELECT pg_get_expr(c.relpartbound, c.oid) INTO bound FROM pg_catalog.pg_class AS c WHERE c.oid = part;
  lower := substring(bound FROM '^FOR VALUES FROM \((.*)\) TO \(');
  upper := substring(bound FROM ' TO \((.*)\)$');
  IF bound = 'DEFAULT' AND (SELECT p.partstrat = 'r' FROM pg_catalog.pg_partitioned_table AS p WHERE p.partrelid = parent) THEN
    -- The end of the last range: the one at which no other begins.
    WITH ranges AS (
      SELECT substring(x.def FROM '^FOR VALUES FROM \((.*)\) TO \(') AS low, substring(x.def FROM ' TO \((.*)\)$') AS high
      FROM pg_catalog.pg_inherits AS h JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid
      CROSS JOIN LATERAL (SELECT pg_get_expr(c.relpartbound, c.oid) AS def) AS x
      WHERE h.inhparent = parent AND h.inhrelid <> part
    )
    SELECT r.high INTO lower FROM ranges AS r WHERE r.high NOT IN (SELECT o.low FROM ranges AS o WHERE o.low IS NOT NULL) LIMIT 1;
    lower := coalesce(lower, (SELECT string_agg('MINVALUE', ', ') FROM pg_catalog.pg_partitioned_table AS p
      CROSS JOIN generate_series(1, p.partnatts) WHERE p.partrelid = parent));
  END IF;
END
$$;
