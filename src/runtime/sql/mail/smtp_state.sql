-- Where an SMTP session stands: {"phase": "open" | "mail" | "rcpt" | "data", "sender": text, "recipients": [text], "parts": number};
-- ORA-29277 where the connection is closed, or in the text of a mail and `in_data` is false, or the other way round.
-- (PL/SQL Packages and Types Reference, "UTL_SMTP")
CREATE FUNCTION ora.smtp_state(c ora.utl_smtp_connection, in_data boolean DEFAULT false) RETURNS jsonb
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.state_get('smtp:' || coalesce((c).private_state, 0));
BEGIN
  IF known IS NULL OR in_data <> (known ->> 'phase' = 'data') THEN
    PERFORM ora.raise(29277);
  END IF;
  RETURN known;
END
$$;
