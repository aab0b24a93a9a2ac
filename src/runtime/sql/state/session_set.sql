-- Sets a parameter of the session as ALTER SESSION does: no ROLLBACK and no error undoes it. PostgreSQL's parameters are taken back with the
-- transaction or sub-transaction, so the store keeps what ora.session_again sets again then.
CREATE FUNCTION ora.session_set(parameter text, value text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  kept jsonb := coalesce(ora.state_get('session'), '{}');
BEGIN
  PERFORM set_config(parameter, value, false);
  PERFORM ora.state_set('session', (kept || jsonb_build_object(parameter, value))::text);
END
$$;
