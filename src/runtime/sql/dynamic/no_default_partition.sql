-- ALTER TABLE … ADD PARTITION of a list: none beside a partition of DEFAULT. (VLDB and Partitioning Guide, "Adding a Partition to a List-Partitioned Table")
CREATE FUNCTION ora.no_default_partition(parent regclass) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_partitioned_table AS p WHERE p.partrelid = parent AND p.partdefid <> 0) THEN
    PERFORM ora.raise(14323, 'cannot add partition when DEFAULT partition exists');
  END IF;
END
$$;
