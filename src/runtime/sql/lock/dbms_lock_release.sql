-- DBMS_LOCK.RELEASE: 0 success, 3 parameter error, 4 not owned, 5 illegal handle.
CREATE FUNCTION ora.dbms_lock_release(id integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  held integer := ora.user_lock_held(id);
BEGIN
  IF id IS NULL THEN
    RETURN 3;
  ELSIF held IS NULL THEN
    RETURN 4;
  ELSIF NOT ora.user_lock_free(id, held) THEN
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
