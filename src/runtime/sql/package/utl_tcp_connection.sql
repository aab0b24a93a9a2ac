-- UTL_TCP.CONNECTION: the handle of a connection. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.utl_tcp_connection AS (
  remote_host text,
  remote_port integer,
  local_host text,
  local_port integer,
  charset text,
  newline text,
  tx_timeout integer,
  private_sd integer
);
