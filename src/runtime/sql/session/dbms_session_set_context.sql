-- DBMS_SESSION.SET_CONTEXT: an attribute of an application context, read with SYS_CONTEXT. Local to the session. A value for a client identifier
-- is seen while the session has that identifier.
CREATE PROCEDURE ora.dbms_session_set_context(namespace text, attribute text, value text, username text DEFAULT NULL, client_id text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  stack text;
  -- The names for SESSION_CONTEXT: a long one cannot be read from where its value stands.
  known jsonb := coalesce(ora.state_get('contexts'), '[]');
  name jsonb := jsonb_build_object('namespace', upper(namespace), 'attribute', upper(attribute));
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  PERFORM ora.check_context(namespace, stack);
  IF NOT known @> jsonb_build_array(name) THEN
    PERFORM ora.state_set('contexts', (known || jsonb_build_array(name))::text);
  END IF;
  IF client_id <> '' THEN
    PERFORM ora.state_set('context:' || upper(namespace) || '@clients', 'Y');
  END IF;
  PERFORM ora.state_set(ora.context_key(namespace, attribute, client_id), nullif(left(value, 4000), ''));
END
$$;
