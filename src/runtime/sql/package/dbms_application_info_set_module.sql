-- DBMS_APPLICATION_INFO.SET_MODULE: module up to 48, action up to 32 characters. The module shows in pg_stat_activity too.
CREATE PROCEDURE ora.dbms_application_info_set_module(module_name text, action_name text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('session:module', nullif(left(module_name, 48), ''));
  PERFORM set_config('application_name', coalesce(left(module_name, 48), ''), false);
  CALL ora.dbms_application_info_set_action(action_name);
END
$$;
