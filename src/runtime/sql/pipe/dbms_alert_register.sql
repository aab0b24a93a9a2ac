-- DBMS_ALERT.REGISTER: signals from now on are received. (PL/SQL Packages and Types Reference, "DBMS_ALERT")
CREATE FUNCTION ora.dbms_alert_register(name text, cleanup boolean DEFAULT true) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  seen jsonb := coalesce(ora.state_get('alerts')::jsonb, '{}');
BEGIN
  IF NOT seen ? upper(dbms_alert_register.name) THEN
    PERFORM ora.state_set('alerts', (seen || jsonb_build_object(upper(dbms_alert_register.name),
      coalesce((SELECT a.change FROM ora.alert AS a WHERE a.name = upper(dbms_alert_register.name)), 0)))::text);
  END IF;
END
$$;
