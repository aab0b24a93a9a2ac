-- DBMS_LOCK.RELEASE: 0 success, 3 parameter error, 4 not owned, 5 illegal handle.
CREATE FUNCTION ora.dbms_lock_release(id integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  space CONSTANT integer := 1869767020;
  held text;
  released boolean;
BEGIN
  IF id IS NULL THEN
    RETURN 3;
  END IF;
  SELECT l.mode INTO held FROM pg_catalog.pg_locks AS l
  WHERE l.locktype = 'advisory' AND l.pid = pg_backend_pid() AND l.granted AND l.classid = space AND l.objid = id::oid AND l.objsubid = 2
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = current_database());
  IF held IS NULL THEN
    RETURN 4;
  END IF;
  released := CASE held WHEN 'ExclusiveLock' THEN pg_advisory_unlock(space, id) ELSE pg_advisory_unlock_shared(space, id) END;
  IF NOT released THEN
    -- PostgreSQL gives a lock of the transaction back at its end only.
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 DBMS_LOCK.RELEASE of a lock that is released on commit has no equal in PostgreSQL';
  END IF;
  RETURN 0;
END
$$;

CREATE FUNCTION ora.dbms_lock_release(lockhandle text) RETURNS integer
LANGUAGE sql
AS $$
  SELECT CASE WHEN lockhandle ~ '^[0-9]{1,10}$' THEN ora.dbms_lock_release(lockhandle::integer) ELSE 5 END
$$;
