-- UTL_SMTP.CLOSE_DATA: the mail is complete and waits for the program that sends it.
CREATE FUNCTION ora.utl_smtp_close_data(c ora.utl_smtp_connection) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.smtp_state(c, true);
  message bytea;
BEGIN
  SELECT coalesce(string_agg(decode(ora.state_get(ora.smtp_part(c, part)), 'hex'), ''::bytea ORDER BY part), '')
  INTO message FROM generate_series(1, (known ->> 'parts')::integer) AS part;
  INSERT INTO ora.outgoing_mail (host, port, sender, recipients, message)
  VALUES ((c).host, (c).port, known ->> 'sender', ARRAY(SELECT jsonb_array_elements_text(known -> 'recipients')), message);
  PERFORM ora.smtp_reset(c, known);
  RETURN ora.smtp_reply(250, 'OK');
END
$$;
