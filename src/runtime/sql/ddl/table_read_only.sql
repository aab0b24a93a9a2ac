-- ALTER TABLE … READ ONLY and READ WRITE: a trigger refuses changes of rows. (SQL Language Reference, ALTER TABLE, "READ ONLY | READ WRITE")
CREATE FUNCTION ora.table_read_only(relation regclass, read_only boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('drop trigger if exists __read_only on %s', relation);
  IF read_only THEN
    EXECUTE format('create trigger __read_only before insert or update or delete or truncate on %s for each statement execute function ora.read_only_trigger()', relation);
  END IF;
END
$$;
