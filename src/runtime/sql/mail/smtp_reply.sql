-- What a mail server answers.
CREATE FUNCTION ora.smtp_reply(code integer, text text) RETURNS ora.utl_smtp_reply
LANGUAGE sql IMMUTABLE
AS $$
  SELECT ROW(code, text)::ora.utl_smtp_reply
$$;
