-- UTL_SMTP.CONNECTION: the handle of a connection. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.utl_smtp_connection AS (
  host text,
  port integer,
  tx_timeout integer,
  private_state integer
);
