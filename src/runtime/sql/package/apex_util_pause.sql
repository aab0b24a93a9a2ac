-- APEX_UTIL.PAUSE. (Oracle APEX API Reference, "APEX_UTIL")
CREATE PROCEDURE ora.apex_util_pause(p_seconds numeric)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_lock_sleep(p_seconds);
END
$$;
