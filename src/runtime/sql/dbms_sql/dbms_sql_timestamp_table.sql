-- DBMS_SQL_TIMESTAMP_TABLE: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_sql_timestamp_table AS (k integer[], v timestamp(6)[]);
