-- UTL_SMTP.WRITE_DATA: adds text to the mail, as US7ASCII: other characters become question marks.
CREATE PROCEDURE ora.utl_smtp_write_data(c ora.utl_smtp_connection, data text)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.utl_smtp_write_raw_data(c, convert_to(regexp_replace(data, '[^\x01-\x7f]', '?', 'g'), getdatabaseencoding()));
END
$$;
