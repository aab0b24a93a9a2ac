-- The mode in which the session holds a lock of DBMS_LOCK (1, 4, 6), NULL where it does not. A lock in the null mode is a shared one on a key of its own,
-- which nobody waits for.
CREATE FUNCTION ora.user_lock_held(id integer) RETURNS integer
LANGUAGE sql
AS $$
  SELECT max(CASE WHEN l.classid = 1869767021 THEN 1 WHEN l.mode = 'ExclusiveLock' THEN 6 ELSE 4 END)
  FROM pg_catalog.pg_locks AS l
  WHERE l.locktype = 'advisory' AND l.pid = pg_backend_pid() AND l.granted AND l.classid IN (1869767020, 1869767021) AND l.objid = id::oid AND l.objsubid = 2
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = current_database())
$$;
