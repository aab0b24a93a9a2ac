-- UTL_HTTP.COOKIE_TABLE: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.utl_http_cookie_table AS (k integer[], v ora.utl_http_cookie[]);
