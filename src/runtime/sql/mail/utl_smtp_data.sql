-- UTL_SMTP.DATA: the text of the mail in one.
CREATE FUNCTION ora.utl_smtp_data(c ora.utl_smtp_connection, body text) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.utl_smtp_open_data(c);
  CALL ora.utl_smtp_write_data(c, body);
  RETURN ora.utl_smtp_close_data(c);
END
$$;
