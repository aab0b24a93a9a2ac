-- The new value of a partition key of a table whose row movement statements enable and disable, or ORA-14402 where it would move the row and may not.
-- at_first: what CREATE TABLE says. (SQL Language Reference, ALTER TABLE, "row_movement_clause")
CREATE FUNCTION ora.partition_moves(partition oid, key text, value anyelement, at_first boolean) RETURNS anyelement
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF coalesce(ora.definition(pg_partition_root(partition::regclass), 'row_movement')::boolean, at_first) THEN
    RETURN value;
  END IF;
  RETURN ora.partition_kept(partition, key, value);
END
$$;
