-- DBMS_LOCK.CONVERT: 0 success, 1 timeout, 2 deadlock, 3 parameter error, 4 not owned, 5 illegal handle. The new mode is taken before the old one is given back.
CREATE FUNCTION ora.dbms_lock_convert(id integer, lockmode integer, timeout integer DEFAULT 32767) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  held integer := ora.user_lock_held(id);
  result integer;
BEGIN
  IF lockmode IN (2, 3, 5) THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = format('OP4000 DBMS_LOCK.CONVERT to lock mode %s has no equal in PostgreSQL', lockmode);
  ELSIF id IS NULL OR lockmode IS NULL OR timeout IS NULL OR lockmode NOT BETWEEN 1 AND 6 OR timeout < 0 OR id < 0 THEN
    RETURN 3;
  ELSIF held IS NULL THEN
    RETURN 4;
  ELSIF held = lockmode THEN
    RETURN 0;
  END IF;
  result := ora.user_lock_wait(id, lockmode, timeout, false);
  IF result = 0 AND NOT ora.user_lock_free(id, held) THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 DBMS_LOCK.CONVERT of a lock that is released on commit has no equal in PostgreSQL';
  END IF;
  RETURN result;
END
$$;

CREATE FUNCTION ora.dbms_lock_convert(lockhandle text, lockmode integer, timeout integer DEFAULT 32767) RETURNS integer
LANGUAGE sql
AS $$
  SELECT CASE WHEN lockhandle ~ '^[0-9]{1,10}$' THEN ora.dbms_lock_convert(lockhandle::integer, lockmode, timeout) ELSE 5 END
$$;
