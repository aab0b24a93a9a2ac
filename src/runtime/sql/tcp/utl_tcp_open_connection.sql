-- UTL_TCP.OPEN_CONNECTION. Buffer sizes are not needed: output goes out at once, input waits in a buffer as large as it takes. Wallets are refused.
-- (PL/SQL Packages and Types Reference, "UTL_TCP")
CREATE FUNCTION ora.utl_tcp_open_connection(remote_host text, remote_port integer, local_host text DEFAULT NULL, local_port integer DEFAULT NULL, in_buffer_size integer DEFAULT NULL,
  out_buffer_size integer DEFAULT NULL, charset text DEFAULT NULL, newline text DEFAULT E'\r\n', tx_timeout integer DEFAULT NULL, wallet_path text DEFAULT NULL, wallet_password text DEFAULT NULL)
RETURNS ora.utl_tcp_connection
LANGUAGE plpgsql
AS $$
DECLARE
  answer jsonb;
BEGIN
  IF wallet_path <> '' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 UTL_TCP.OPEN_CONNECTION: wallets have no counterpart';
  ELSIF coalesce(remote_host, '') = '' OR remote_port IS NULL THEN
    PERFORM ora.raise(29261);
  END IF;
  answer := convert_from(ora.tcp_call('open', NULL, convert_to(jsonb_build_object('host', remote_host, 'port', remote_port, 'local_host', local_host, 'local_port', local_port, 'timeout', tx_timeout)::text, 'UTF8')), 'UTF8');
  RETURN ROW(remote_host, remote_port, answer ->> 'local_host', answer ->> 'local_port', charset, newline, tx_timeout, answer ->> 'handle')::ora.utl_tcp_connection;
END
$$;
