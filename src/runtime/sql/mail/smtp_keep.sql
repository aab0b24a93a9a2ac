-- Keeps where an SMTP session stands.
CREATE FUNCTION ora.smtp_keep(c ora.utl_smtp_connection, state jsonb) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.state_set('smtp:' || (c).private_state, state::text)
$$;
