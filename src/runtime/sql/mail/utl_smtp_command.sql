-- UTL_SMTP.COMMAND: the commands that have members of their own; DATA is refused, as its text would follow. Any other, such as the words of AUTH LOGIN, is accepted.
CREATE FUNCTION ora.utl_smtp_command(c ora.utl_smtp_connection, cmd text, arg text DEFAULT NULL) RETURNS ora.utl_smtp_reply
LANGUAGE plpgsql
AS $$
DECLARE
  line text := concat_ws(' ', cmd, nullif(arg, ''));
  verb text := upper(split_part(line, ' ', 1));
  address text := btrim(regexp_replace(line, '^\s*\w+\s+\w+\s*:?\s*', ''));
BEGIN
  PERFORM ora.smtp_state(c);
  RETURN CASE verb
    WHEN 'MAIL' THEN ora.utl_smtp_mail(c, address)
    WHEN 'RCPT' THEN ora.utl_smtp_rcpt(c, address)
    WHEN 'RSET' THEN ora.utl_smtp_rset(c)
    WHEN 'QUIT' THEN ora.utl_smtp_quit(c)
    WHEN 'STARTTLS' THEN ora.utl_smtp_starttls(c)
    WHEN 'AUTH' THEN ora.smtp_reply(334, 'VXNlcm5hbWU6')
    WHEN 'DATA' THEN ora.raise(29279, 'SMTP permanent error: 503 DATA as a command', NULL::ora.utl_smtp_reply)
    ELSE ora.smtp_reply(250, 'OK') END;
END
$$;
