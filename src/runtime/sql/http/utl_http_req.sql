-- UTL_HTTP.REQ: the handle of a request. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.utl_http_req AS (
  url text,
  method text,
  http_version text,
  private_hndl integer
);
