-- DBMS_SQL_VARCHAR2A: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_sql_varchar2a AS (k integer[], v varchar(32767)[]);
