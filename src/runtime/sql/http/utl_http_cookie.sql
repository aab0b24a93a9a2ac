-- UTL_HTTP.COOKIE. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.utl_http_cookie AS (
  name text,
  value text,
  domain text,
  expire timestamptz,
  path text,
  secure boolean,
  version integer,
  comment text
);
