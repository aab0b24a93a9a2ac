-- DBMS_SESSION.CLEAR_IDENTIFIER.
CREATE PROCEDURE ora.dbms_session_clear_identifier()
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_clear('session:client_identifier');
END
$$;
