-- DBMS_ALERT.SIGNAL: seen by those who wait when the transaction is committed; one that is rolled back was never given. (PL/SQL Packages and Types Reference, "DBMS_ALERT")
CREATE FUNCTION ora.dbms_alert_signal(name text, message text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO ora.alert AS a (name, message) VALUES (upper(dbms_alert_signal.name), dbms_alert_signal.message)
  ON CONFLICT ON CONSTRAINT alert_pkey DO UPDATE SET message = excluded.message, change = DEFAULT;
END
$$;
