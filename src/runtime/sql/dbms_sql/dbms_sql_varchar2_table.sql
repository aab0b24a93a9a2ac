-- DBMS_SQL_VARCHAR2_TABLE: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_sql_varchar2_table AS (k integer[], v varchar(4000)[]);
