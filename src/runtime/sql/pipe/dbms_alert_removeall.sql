-- DBMS_ALERT.REMOVEALL. The transaction is ended by the converted code. (PL/SQL Packages and Types Reference, "DBMS_ALERT")
CREATE PROCEDURE ora.dbms_alert_removeall()
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('alerts', '{}');
END
$$;
