-- UTL_HTTP.HTML_PIECES: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.utl_http_html_pieces AS (k integer[], v varchar(2000)[]);
