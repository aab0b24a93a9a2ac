-- UTL_SMTP.RCPT: one more recipient; ORA-29279 where no sender was given.
CREATE FUNCTION ora.utl_smtp_rcpt(c ora.utl_smtp_connection, recipient text, parameters text DEFAULT NULL) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.smtp_state(c);
BEGIN
  IF known ->> 'phase' = 'open' THEN
    PERFORM ora.raise(29279, 'SMTP permanent error: 503 Need MAIL before RCPT');
  END IF;
  PERFORM ora.smtp_keep(c, known || jsonb_build_object('phase', 'rcpt', 'recipients', (known -> 'recipients') || to_jsonb(btrim(recipient, ' <>'))));
  RETURN ora.smtp_reply(250, 'OK');
END
$$;
