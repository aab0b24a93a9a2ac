-- DBMS_APPLICATION_INFO.READ_CLIENT_INFO.
CREATE PROCEDURE ora.dbms_application_info_read_client_info(OUT client_info text)
LANGUAGE plpgsql
AS $$
BEGIN
  client_info := ora.state_get('session:client_info');
END
$$;
