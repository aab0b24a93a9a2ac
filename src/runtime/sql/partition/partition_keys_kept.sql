-- The new value of a column, or ORA-14402 where the columns that the partitions of its row are chosen by would then ask for another one.
-- keys, now: those columns, that of the value first, and what the others have after the update. at_first: what CREATE TABLE says of row movement where statements change that.
CREATE FUNCTION ora.partition_keys_kept(partition oid, keys text[], now text[], value anyelement, at_first boolean DEFAULT NULL) RETURNS anyelement
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  bound text;
  columns text;
  fits boolean;
BEGIN
  IF at_first IS NOT NULL AND ora.moves_rows(partition, at_first) THEN
    RETURN value;
  END IF;
  bound := ora.bound_of_rows(partition);
  IF bound IS NULL THEN
    RETURN value;
  END IF;
  SELECT string_agg(format('($1)[%s]::%s as %I', k.n, format_type(a.atttypid, a.atttypmod), k.key), ', ') INTO columns
  FROM unnest(keys) WITH ORDINALITY AS k(key, n) JOIN pg_catalog.pg_attribute AS a ON a.attrelid = partition AND a.attname = k.key;
  EXECUTE format('select %s from (select %s) as updated', bound, columns) INTO fits USING value::text || now;
  IF NOT fits THEN
    PERFORM ora.raise(14402);
  END IF;
  RETURN value;
END
$$;
