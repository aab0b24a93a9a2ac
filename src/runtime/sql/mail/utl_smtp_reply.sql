-- UTL_SMTP.REPLY. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.utl_smtp_reply AS (
  code integer,
  text text
);
