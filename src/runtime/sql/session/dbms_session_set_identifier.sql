-- DBMS_SESSION.SET_IDENTIFIER: the client identifier, up to 64 bytes.
CREATE PROCEDURE ora.dbms_session_set_identifier(client_id text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('session:client_identifier', nullif(ora.first_bytes(client_id, 64), ''));
END
$$;
