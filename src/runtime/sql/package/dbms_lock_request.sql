-- DBMS_LOCK.REQUEST on advisory locks. 0 success, 1 timeout, 2 deadlock, 3 parameter error, 4 already owned.
-- Modes S (4) and X (6) have an equal in PostgreSQL; NL (1) locks nothing; the others are refused.
CREATE FUNCTION ora.dbms_lock_request(id integer, lockmode integer DEFAULT 6, timeout integer DEFAULT 32767, release_on_commit boolean DEFAULT false)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  -- The first half of the lock's key, so that locks of other programs are not met.
  space CONSTANT integer := 1869767020;
  got boolean;
  deadline timestamptz := clock_timestamp() + make_interval(secs => timeout);
BEGIN
  IF lockmode IN (2, 3, 5) THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = format('OP4000 DBMS_LOCK.REQUEST with lock mode %s has no equal in PostgreSQL', lockmode);
  END IF;
  IF id IS NULL OR lockmode IS NULL OR timeout IS NULL OR lockmode NOT BETWEEN 1 AND 6 OR timeout < 0 OR id < 0 THEN
    RETURN 3;
  END IF;
  IF EXISTS (SELECT FROM pg_catalog.pg_locks AS l WHERE l.locktype = 'advisory' AND l.pid = pg_backend_pid() AND l.granted
    AND l.classid = space AND l.objid = id::oid AND l.objsubid = 2
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = current_database())) THEN
    RETURN 4;
  END IF;
  LOOP
    got := CASE
      WHEN lockmode = 1 THEN true
      WHEN lockmode = 6 AND release_on_commit THEN pg_try_advisory_xact_lock(space, id)
      WHEN lockmode = 6 THEN pg_try_advisory_lock(space, id)
      WHEN release_on_commit THEN pg_try_advisory_xact_lock_shared(space, id)
      ELSE pg_try_advisory_lock_shared(space, id)
    END;
    IF got THEN
      RETURN 0;
    END IF;
    IF timeout = 32767 THEN
      BEGIN
        PERFORM CASE
          WHEN lockmode = 6 AND release_on_commit THEN pg_advisory_xact_lock(space, id)
          WHEN lockmode = 6 THEN pg_advisory_lock(space, id)
          WHEN release_on_commit THEN pg_advisory_xact_lock_shared(space, id)
          ELSE pg_advisory_lock_shared(space, id)
        END;
        RETURN 0;
      EXCEPTION WHEN deadlock_detected THEN
        RETURN 2;
      END;
    END IF;
    IF clock_timestamp() >= deadline THEN
      RETURN 1;
    END IF;
    PERFORM pg_sleep(0.02);
  END LOOP;
END
$$;

CREATE FUNCTION ora.dbms_lock_request(lockhandle text, lockmode integer DEFAULT 6, timeout integer DEFAULT 32767, release_on_commit boolean DEFAULT false)
RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  IF lockhandle !~ '^[0-9]{1,10}$' THEN
    RETURN 5;
  END IF;
  RETURN ora.dbms_lock_request(lockhandle::integer, lockmode, timeout, release_on_commit);
END
$$;
