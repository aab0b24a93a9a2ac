-- UTL_SMTP.HELO: greets; there is nobody to greet.
CREATE FUNCTION ora.utl_smtp_helo(c ora.utl_smtp_connection, domain text) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.smtp_state(c);
  RETURN ora.smtp_reply(250, 'OK');
END
$$;
