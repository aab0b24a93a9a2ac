-- DBMS_SQL_BINARY_DOUBLE_TABLE: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_sql_binary_double_table AS (k integer[], v double precision[]);
