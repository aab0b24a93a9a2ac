-- UTL_SMTP.QUIT: ends the session; a mail that was begun is dropped.
CREATE FUNCTION ora.utl_smtp_quit(c ora.utl_smtp_connection) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.smtp_state(c);
  CALL ora.utl_smtp_close_connection(c);
  RETURN ora.smtp_reply(221, 'Closing connection');
END
$$;
