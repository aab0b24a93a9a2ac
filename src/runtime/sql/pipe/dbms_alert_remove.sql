-- DBMS_ALERT.REMOVE. (PL/SQL Packages and Types Reference, "DBMS_ALERT")
CREATE FUNCTION ora.dbms_alert_remove(name text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('alerts', (coalesce(ora.state_get('alerts')::jsonb, '{}') - upper(name))::text);
END
$$;
