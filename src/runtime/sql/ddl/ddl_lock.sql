-- DDL of a program does not wait for other sessions that have changed or locked rows of the table: ORA-00054, at once or after DDL_LOCK_TIMEOUT seconds.
-- PostgreSQL's would wait, and then take what they have committed. Who only reads stands in no one's way in Oracle; here that is waited for, as is
-- other DDL, whose lock maintenance takes as well.
-- (Database Reference, DDL_LOCK_TIMEOUT; Database Concepts, "Automatic Locks in DDL Operations"; PostgreSQL, "Table-Level Locks")
CREATE PROCEDURE ora.ddl_lock(name text)
LANGUAGE plpgsql
AS $$
DECLARE
  asked CONSTANT oid := to_regclass(name);
  latest CONSTANT timestamptz := clock_timestamp() + make_interval(secs => coalesce(nullif(current_setting('ora.ddl_lock_timeout', true), ''), '0')::float8);
BEGIN
  WHILE EXISTS (
    SELECT FROM pg_catalog.pg_locks AS l JOIN pg_catalog.pg_database AS d ON d.oid = l.database AND d.datname = current_database()
    WHERE l.locktype = 'relation' AND l.relation = asked AND l.granted AND l.pid <> pg_backend_pid()
      AND l.mode IN ('RowShareLock', 'RowExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock'))
  LOOP
    IF clock_timestamp() >= latest THEN
      PERFORM ora.raise(54);
    END IF;
    PERFORM pg_sleep(0.05);
  END LOOP;
END
$$;
