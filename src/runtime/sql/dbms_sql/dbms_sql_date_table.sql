-- DBMS_SQL_DATE_TABLE: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_sql_date_table AS (k integer[], v timestamp(0)[]);
