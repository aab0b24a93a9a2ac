-- ALTER TABLE … EXCHANGE PARTITION … WITH TABLE: the two tables change places; a row outside of the partition is ORA-14099.
-- (VLDB and Partitioning Guide, "Exchanging Partitions")
CREATE FUNCTION ora.exchange_partition(parent regclass, part regclass, other regclass) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  bound text := (SELECT pg_get_expr(c.relpartbound, c.oid) FROM pg_catalog.pg_class AS c WHERE c.oid = part);
  part_name text := (SELECT c.relname FROM pg_catalog.pg_class AS c WHERE c.oid = part);
  other_name text := (SELECT c.relname FROM pg_catalog.pg_class AS c WHERE c.oid = other);
BEGIN
  EXECUTE format('alter table %s detach partition %s', parent, part);
  EXECUTE format('alter table %s rename to __exchanged', part);
  EXECUTE format('alter table %s rename to %I', other, part_name);
  EXECUTE format('alter table %s rename to %I', part, other_name);
  BEGIN
    EXECUTE format('alter table %s attach partition %s %s', parent, other, bound);
  EXCEPTION WHEN check_violation THEN
    PERFORM ora.raise(14099, 'all rows in table do not qualify for specified partition');
  END;
END
$$;
