-- DBMS_APPLICATION_INFO.SET_MODULE: module and action up to 64 bytes each. The module shows in pg_stat_activity too. (Database Reference, "LONG_MODULE_ACTION")
CREATE PROCEDURE ora.dbms_application_info_set_module(module_name text, action_name text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('session:module', nullif(ora.first_bytes(module_name, 64), ''));
  PERFORM set_config('application_name', coalesce(ora.first_bytes(module_name, 63), ''), false);
  CALL ora.dbms_application_info_set_action(action_name);
END
$$;
