-- DBMS_LOCK.ALLOCATE_UNIQUE_AUTONOMOUS: as ALLOCATE_UNIQUE, which commits, but without touching the transaction. (PL/SQL Packages, "DBMS_LOCK")
CREATE PROCEDURE ora.dbms_lock_allocate_unique_autonomous(lockname text, OUT lockhandle text, expiration_secs integer DEFAULT 864000)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_lock_allocate_unique(lockname, lockhandle, expiration_secs);
END
$$;
