-- HTP_HTBUF_ARR: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.htp_htbuf_arr AS (k integer[], v varchar(256)[]);
