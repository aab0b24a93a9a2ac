-- Forgets the mail that was begun; the connection stays open.
CREATE FUNCTION ora.smtp_reset(c ora.utl_smtp_connection, known jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_clear(ora.smtp_part(c, part)) FROM generate_series(1, (known ->> 'parts')::integer) AS part;
  PERFORM ora.smtp_keep(c, '{"phase": "open"}');
END
$$;
