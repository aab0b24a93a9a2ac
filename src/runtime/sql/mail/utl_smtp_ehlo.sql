-- UTL_SMTP.EHLO: greets; there is nobody to greet, so nothing is known to be lacking.
CREATE FUNCTION ora.utl_smtp_ehlo(c ora.utl_smtp_connection, domain text) RETURNS ora.utl_smtp_replies
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.smtp_state(c);
  RETURN ROW(ora.keys_to(4), ARRAY[ora.smtp_reply(250, domain), ora.smtp_reply(250, '8BITMIME'), ora.smtp_reply(250, 'STARTTLS'), ora.smtp_reply(250, 'AUTH LOGIN PLAIN CRAM-MD5')]);
END
$$;
