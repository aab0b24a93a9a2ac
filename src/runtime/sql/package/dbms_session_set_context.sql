-- DBMS_SESSION.SET_CONTEXT: an attribute of an application context, read with SYS_CONTEXT. Local to the session. A value for a client identifier
-- is seen while the session has that identifier.
CREATE PROCEDURE ora.dbms_session_set_context(namespace text, attribute text, value text, username text DEFAULT NULL, client_id text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  IF client_id <> '' THEN
    PERFORM ora.state_set('context:' || upper(namespace) || '@clients', 'Y');
  END IF;
  PERFORM ora.state_set(ora.context_key(namespace, attribute, client_id), nullif(left(value, 4000), ''));
END
$$;
