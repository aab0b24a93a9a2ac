-- DBMS_LOCK.SLEEP: seconds, to the hundredth.
CREATE PROCEDURE ora.dbms_lock_sleep(seconds numeric)
LANGUAGE plpgsql
AS $$
BEGIN
  IF seconds IS NULL THEN
    PERFORM ora.raise(6502);
  ELSIF seconds < 0 THEN
    PERFORM ora.raise(38148, 'invalid time limit specified');
  END IF;
  PERFORM pg_sleep(seconds::double precision);
END
$$;
