-- DBMS_APPLICATION_INFO.SET_ACTION: up to 32 characters.
CREATE PROCEDURE ora.dbms_application_info_set_action(action_name text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('session:action', nullif(left(action_name, 32), ''));
END
$$;
