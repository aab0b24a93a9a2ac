-- UTL_SMTP.OPEN_CONNECTION: no server is called; mails are put into ora.outgoing_mail. (PL/SQL Packages and Types Reference, "UTL_SMTP")
CREATE FUNCTION ora.utl_smtp_open_connection(host text, port integer DEFAULT 25, tx_timeout integer DEFAULT NULL, wallet_path text DEFAULT NULL,
  wallet_password text DEFAULT NULL, secure_connection_before_smtp boolean DEFAULT false, secure_host text DEFAULT NULL) RETURNS ora.utl_smtp_connection
LANGUAGE plpgsql
AS $$
DECLARE
  id integer := coalesce(ora.state_get('smtp')::integer, 0) + 1;
  c ora.utl_smtp_connection := ROW(host, port, tx_timeout, id);
BEGIN
  PERFORM ora.state_set('smtp', id::text), ora.smtp_keep(c, '{"phase": "open"}');
  RETURN c;
END
$$;
