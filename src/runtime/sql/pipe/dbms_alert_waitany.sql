-- DBMS_ALERT.WAITANY: status 0, or 1 when the time is over. The transaction is ended by the converted code before. (PL/SQL Packages and Types Reference, "DBMS_ALERT")
CREATE PROCEDURE ora.dbms_alert_waitany(OUT name text, OUT message text, OUT status integer, timeout numeric DEFAULT 86400000)
LANGUAGE plpgsql
AS $$
BEGIN
  SELECT w.name, w.message INTO name, message FROM ora.alert_wait(NULL, timeout) AS w;
  status := CASE WHEN name IS NULL THEN 1 ELSE 0 END;
END
$$;
