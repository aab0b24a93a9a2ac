-- UTL_SMTP.AUTH: whoever sends the mail says who it is.
CREATE FUNCTION ora.utl_smtp_auth(c ora.utl_smtp_connection, username text, password text, schemes text DEFAULT NULL) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.smtp_state(c);
  RETURN ora.smtp_reply(235, 'Authentication successful');
END
$$;
