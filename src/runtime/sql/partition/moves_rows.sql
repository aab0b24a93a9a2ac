-- Do rows of the table move to other partitions: as ALTER TABLE has said last, at first as CREATE TABLE does? Asked for each row.
CREATE FUNCTION ora.moves_rows(partition oid, at_first boolean) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT coalesce((SELECT d.value FROM ora.definitions AS d WHERE d.relation = pg_partition_root(partition::regclass) AND d.part = 'row_movement')::boolean, at_first)
$$;
