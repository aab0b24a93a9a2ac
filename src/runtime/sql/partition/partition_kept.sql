-- The new value of a partition key, or ORA-14402 where it would move the row: Oracle moves rows only of tables with ENABLE ROW MOVEMENT.
-- (SQL Language Reference, CREATE TABLE, "row_movement_clause")
CREATE FUNCTION ora.partition_kept(partition oid, key text, value anyelement) RETURNS anyelement
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  bound text := ora.bound_of_rows(partition);
  fits boolean;
BEGIN
  IF bound IS NOT NULL THEN
    EXECUTE format('select %s from (select $1 as %I) as updated', bound, key) INTO fits USING value;
    IF NOT fits THEN
      PERFORM ora.raise(14402);
    END IF;
  END IF;
  RETURN value;
END
$$;
