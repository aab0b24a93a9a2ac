-- UTL_SMTP.MAIL: begins a mail of the sender.
CREATE FUNCTION ora.utl_smtp_mail(c ora.utl_smtp_connection, sender text, parameters text DEFAULT NULL) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.smtp_state(c) ->> 'phase' <> 'open' THEN
    PERFORM ora.raise(29279, 'SMTP permanent error: 503 Sender already given');
  END IF;
  PERFORM ora.smtp_keep(c, jsonb_build_object('phase', 'mail', 'sender', btrim(sender, ' <>'), 'recipients', '[]'::jsonb, 'parts', 0));
  RETURN ora.smtp_reply(250, 'OK');
END
$$;
