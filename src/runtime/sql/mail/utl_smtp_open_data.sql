-- UTL_SMTP.OPEN_DATA: begins the text of the mail; ORA-29279 where nobody is to get it.
CREATE FUNCTION ora.utl_smtp_open_data(c ora.utl_smtp_connection) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.smtp_state(c);
BEGIN
  IF known ->> 'phase' <> 'rcpt' THEN
    PERFORM ora.raise(29279, 'SMTP permanent error: 503 Need RCPT before DATA');
  END IF;
  PERFORM ora.smtp_keep(c, known || '{"phase": "data"}');
  RETURN ora.smtp_reply(354, 'Start mail input; end with <CRLF>.<CRLF>');
END
$$;
