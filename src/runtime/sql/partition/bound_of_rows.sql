-- What the values of a partition's rows have to be; NULL: anything. Of a subpartition by hash it is that of the partition around it.
CREATE FUNCTION ora.bound_of_rows(partition oid) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  bound text := pg_get_partition_constraintdef(partition);
BEGIN
  WHILE bound LIKE '%satisfies_hash_partition(%' LOOP
    partition := (SELECT i.inhparent FROM pg_catalog.pg_inherits AS i WHERE i.inhrelid = partition);
    bound := pg_get_partition_constraintdef(partition);
  END LOOP;
  RETURN bound;
END
$$;
