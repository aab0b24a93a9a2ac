-- ALTER TABLE … DROP PARTITION: the next range takes what the partition was for; the only one stays. (VLDB and Partitioning Guide, "Dropping Partitions")
CREATE FUNCTION ora.drop_partition(part regclass) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  parent regclass := (SELECT h.inhparent FROM pg_catalog.pg_inherits AS h WHERE h.inhrelid = part);
  gone record;
  above record;
BEGIN
  IF (SELECT count(*) FROM pg_catalog.pg_inherits AS h WHERE h.inhparent = parent) = 1 THEN
    IF (SELECT c.relispartition FROM pg_catalog.pg_class AS c WHERE c.oid = parent) THEN
      PERFORM ora.raise(14629, 'cannot drop the only subpartition of a partition');
    END IF;
    PERFORM ora.raise(14083, 'cannot drop the only partition of a partitioned table');
  END IF;
  CALL ora.ddl_lock(part::text);
  SELECT * INTO gone FROM ora.partition_bound(part);
  EXECUTE format('drop table %s', part);
  SELECT h.inhrelid::regclass AS name, b.upper INTO above
  FROM pg_catalog.pg_inherits AS h CROSS JOIN LATERAL ora.partition_bound(h.inhrelid) AS b
  WHERE h.inhparent = parent AND b.bound <> 'DEFAULT' AND b.lower = gone.upper;
  IF FOUND THEN
    EXECUTE format('alter table %s detach partition %s', parent, above.name);
    EXECUTE format('alter table %s attach partition %s for values from (%s) to (%s)', parent, above.name, gone.lower, above.upper);
  END IF;
END
$$;
