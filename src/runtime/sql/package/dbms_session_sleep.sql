-- DBMS_SESSION.SLEEP: seconds, to the hundredth.
CREATE PROCEDURE ora.dbms_session_sleep(seconds numeric)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_lock_sleep(seconds);
END
$$;
