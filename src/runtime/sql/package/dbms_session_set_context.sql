-- DBMS_SESSION.SET_CONTEXT: an attribute of an application context, read with SYS_CONTEXT. Local to the session.
CREATE PROCEDURE ora.dbms_session_set_context(namespace text, attribute text, value text, username text DEFAULT NULL, client_id text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('context:' || upper(namespace) || ':' || upper(attribute), nullif(left(value, 4000), ''));
END
$$;
