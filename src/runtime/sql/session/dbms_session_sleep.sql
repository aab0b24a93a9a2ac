-- DBMS_SESSION.SLEEP: up to 3600 seconds, to the hundredth.
CREATE PROCEDURE ora.dbms_session_sleep(seconds numeric)
LANGUAGE plpgsql
AS $$
BEGIN
  IF seconds > 3600 THEN
    PERFORM ora.raise(38148, 'invalid time limit specified');
  END IF;
  CALL ora.dbms_lock_sleep(seconds);
END
$$;
