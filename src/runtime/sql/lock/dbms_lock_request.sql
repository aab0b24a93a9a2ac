-- DBMS_LOCK.REQUEST on advisory locks. 0 success, 1 timeout, 2 deadlock, 3 parameter error, 4 already owned.
-- Modes S (4) and X (6) have an equal in PostgreSQL; NL (1) locks nothing; the others are refused.
CREATE FUNCTION ora.dbms_lock_request(id integer, lockmode integer DEFAULT 6, timeout integer DEFAULT 32767, release_on_commit boolean DEFAULT false)
RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  IF lockmode IN (2, 3, 5) THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = format('OP4000 DBMS_LOCK.REQUEST with lock mode %s has no equal in PostgreSQL', lockmode);
  END IF;
  IF id IS NULL OR lockmode IS NULL OR timeout IS NULL OR lockmode NOT BETWEEN 1 AND 6 OR timeout < 0 OR id < 0 THEN
    RETURN 3;
  ELSIF ora.user_lock_held(id) IS NOT NULL THEN
    RETURN 4;
  END IF;
  RETURN ora.user_lock_wait(id, lockmode, timeout, release_on_commit);
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
