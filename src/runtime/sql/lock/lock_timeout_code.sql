-- The error of a lock that was not had in time: ORA-30006 of FOR UPDATE WAIT n; in an autonomous transaction of any other statement
-- ORA-00060, since it waits for its own caller. (Database Concepts, "Autonomous Transactions"; PL/SQL Language Reference, the same)
CREATE FUNCTION ora.lock_timeout_code() RETURNS integer
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN CASE WHEN current_setting('ora.is_autonomous', true) = 'on' AND ora.state_get('lock_wait') IS NULL THEN 60 ELSE 30006 END;
END
$$;
