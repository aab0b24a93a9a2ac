-- Gives back a lock of DBMS_LOCK that is held in a mode; false where only the end of the transaction does.
CREATE FUNCTION ora.user_lock_free(id integer, lockmode integer) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT CASE lockmode
    WHEN 1 THEN pg_advisory_unlock_shared(1869767021, id) WHEN 6 THEN pg_advisory_unlock(1869767020, id) ELSE pg_advisory_unlock_shared(1869767020, id) END
$$;
