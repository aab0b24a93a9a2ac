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
    lower := ora.range_end(parent, part);
  END IF;
END
$$;
