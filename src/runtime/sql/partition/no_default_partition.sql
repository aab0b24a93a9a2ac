-- ALTER TABLE … ADD PARTITION: none beside a partition of DEFAULT, none above one of MAXVALUE. (VLDB and Partitioning Guide, "Adding a Partition to a List-Partitioned Table",
-- "Adding a Partition to a Range-Partitioned Table")
CREATE FUNCTION ora.no_default_partition(parent regclass) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  strategy "char" := (SELECT p.partstrat FROM pg_catalog.pg_partitioned_table AS p WHERE p.partrelid = parent AND p.partdefid <> 0);
BEGIN
  IF strategy = 'r' THEN
    PERFORM ora.raise(14074);
  ELSIF strategy IS NOT NULL THEN
    PERFORM ora.raise(14323, 'cannot add partition when DEFAULT partition exists');
  END IF;
END
$$;
