-- DBMS_ALERT.SET_DEFAULTS: how often is looked makes no difference to what is received. (PL/SQL Packages and Types Reference, "DBMS_ALERT")
CREATE FUNCTION ora.dbms_alert_set_defaults(sensitivity numeric) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  NULL;
END
$$;
