-- UTL_HTTP.RESP: the handle of a response. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.utl_http_resp AS (
  status_code integer,
  reason_phrase text,
  http_version text,
  private_hndl integer
);
