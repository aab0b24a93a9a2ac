-- DBMS_APPLICATION_INFO.SET_CLIENT_INFO: up to 64 bytes.
CREATE PROCEDURE ora.dbms_application_info_set_client_info(client_info text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('session:client_info', nullif(ora.first_bytes(client_info, 64), ''));
END
$$;
