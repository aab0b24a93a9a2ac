-- The new value of a partition key of a table whose row movement statements enable and disable, or ORA-14402 where it would move the row and may not.
-- at_first: what CREATE TABLE says. (SQL Language Reference, ALTER TABLE, "row_movement_clause")
CREATE FUNCTION ora.partition_moves(partition oid, key text, value anyelement, at_first boolean) RETURNS anyelement
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF ora.moves_rows(partition, at_first) THEN
    RETURN value;
  END IF;
  RETURN ora.partition_kept(partition, key, value);
END
$$;
