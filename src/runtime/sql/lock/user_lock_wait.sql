-- Takes a lock of DBMS_LOCK: 0 success, 1 timeout, 2 deadlock.
CREATE FUNCTION ora.user_lock_wait(id integer, lockmode integer, timeout integer, release_on_commit boolean) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  -- The first half of the lock's key, so that locks of other programs are not met.
  space CONSTANT integer := 1869767020;
  got boolean;
  deadline timestamptz := clock_timestamp() + make_interval(secs => timeout);
BEGIN
  LOOP
    got := CASE
      WHEN lockmode = 1 AND release_on_commit THEN pg_try_advisory_xact_lock_shared(space + 1, id)
      WHEN lockmode = 1 THEN pg_try_advisory_lock_shared(space + 1, id)
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
