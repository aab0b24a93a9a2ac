-- UTL_SMTP.CLOSE_CONNECTION: ends the session wherever it stands; a mail that is not complete is dropped.
CREATE PROCEDURE ora.utl_smtp_close_connection(c ora.utl_smtp_connection)
LANGUAGE plpgsql
AS $$
DECLARE
  name text := 'smtp:' || coalesce((c).private_state, 0);
BEGIN
  IF ora.state_get(name) IS NOT NULL THEN
    PERFORM ora.smtp_reset(c, ora.state_get(name)::jsonb);
    PERFORM ora.state_clear(name);
  END IF;
END
$$;
