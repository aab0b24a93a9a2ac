-- DBMS_LOCK.ALLOCATE_UNIQUE: a handle for a lock name; the same name gives the same handle in every session.
CREATE PROCEDURE ora.dbms_lock_allocate_unique(lockname text, OUT lockhandle text, expiration_secs integer DEFAULT 864000)
LANGUAGE plpgsql
AS $$
BEGIN
  lockhandle := 1073741824 + (hashtextextended(lockname, 0) & 1073741823);
END
$$;
