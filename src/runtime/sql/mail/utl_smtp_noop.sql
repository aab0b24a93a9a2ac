-- UTL_SMTP.NOOP: does nothing.
CREATE FUNCTION ora.utl_smtp_noop(c ora.utl_smtp_connection) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.smtp_state(c);
  RETURN ora.smtp_reply(250, 'OK');
END
$$;
