-- DBMS_APPLICATION_INFO.READ_MODULE.
CREATE PROCEDURE ora.dbms_application_info_read_module(OUT module_name text, OUT action_name text)
LANGUAGE plpgsql
AS $$
BEGIN
  module_name := ora.state_get('session:module');
  action_name := ora.state_get('session:action');
END
$$;
