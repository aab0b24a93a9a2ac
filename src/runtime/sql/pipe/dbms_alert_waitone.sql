-- DBMS_ALERT.WAITONE: status 0, or 1 when the time is over. The transaction is ended by the converted code before. (PL/SQL Packages and Types Reference, "DBMS_ALERT")
CREATE PROCEDURE ora.dbms_alert_waitone(name text, OUT message text, OUT status integer, timeout numeric DEFAULT 86400000)
LANGUAGE plpgsql
AS $$
DECLARE
  found_name text;
BEGIN
  SELECT w.name, w.message INTO found_name, message FROM ora.alert_wait(upper(dbms_alert_waitone.name), timeout) AS w;
  status := CASE WHEN found_name IS NULL THEN 1 ELSE 0 END;
END
$$;
