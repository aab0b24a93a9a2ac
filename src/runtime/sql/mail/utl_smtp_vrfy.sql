-- UTL_SMTP.VRFY: no addresses are known.
CREATE FUNCTION ora.utl_smtp_vrfy(c ora.utl_smtp_connection, recipient text) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.smtp_state(c);
  RETURN ora.smtp_reply(252, 'Cannot VRFY user');
END
$$;
