-- UTL_TCP.CONNECTION. (PL/SQL Packages and Types Reference, "UTL_TCP")
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
