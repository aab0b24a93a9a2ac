-- The new value of a column, or ORA-14402 where the columns that the partitions of its row are chosen by would then ask for another one.
-- keys, now: those columns, and their values after the update. at_first: what CREATE TABLE says of row movement where statements change that.
CREATE FUNCTION ora.partition_keys_kept(partition oid, keys text[], now text[], value anyelement, at_first boolean DEFAULT NULL) RETURNS anyelement
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  bound text := pg_get_partition_constraintdef(partition);
  columns text := (
    SELECT string_agg(format('($1)[%s]::%s as %I', k.n, format_type(a.atttypid, a.atttypmod), k.key), ', ')
    FROM unnest(keys) WITH ORDINALITY AS k(key, n) JOIN pg_catalog.pg_attribute AS a ON a.attrelid = partition AND a.attname = k.key);
  fits boolean;
BEGIN
  IF bound IS NULL OR at_first IS NOT NULL AND coalesce(ora.definition(pg_partition_root(partition::regclass), 'row_movement')::boolean, at_first) THEN
    RETURN value;
  END IF;
  EXECUTE format('select %s from (select %s) as updated', bound, columns) INTO fits USING now;
  IF NOT fits THEN
    PERFORM ora.raise(14402);
  END IF;
  RETURN value;
END
$$;
