-- DBMS_APPLICATION_INFO.SET_ACTION: up to 64 bytes. (Database Reference, "LONG_MODULE_ACTION")
CREATE PROCEDURE ora.dbms_application_info_set_action(action_name text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('session:action', nullif(ora.first_bytes(action_name, 64), ''));
END
$$;
