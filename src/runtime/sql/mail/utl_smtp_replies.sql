-- UTL_SMTP.REPLIES: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.utl_smtp_replies AS (k integer[], v ora.utl_smtp_reply[]);
