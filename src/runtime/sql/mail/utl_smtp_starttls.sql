-- UTL_SMTP.STARTTLS: nothing goes over a line here.
CREATE FUNCTION ora.utl_smtp_starttls(c ora.utl_smtp_connection) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.smtp_state(c);
  RETURN ora.smtp_reply(220, 'Ready to start TLS');
END
$$;
