-- UTL_SMTP.RSET: drops the mail that was begun.
CREATE FUNCTION ora.utl_smtp_rset(c ora.utl_smtp_connection) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.smtp_reset(c, ora.smtp_state(c));
  RETURN ora.smtp_reply(250, 'OK');
END
$$;
