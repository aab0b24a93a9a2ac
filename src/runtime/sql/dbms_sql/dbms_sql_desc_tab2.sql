-- DBMS_SQL_DESC_TAB2: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_sql_desc_tab2 AS (k integer[], v ora.dbms_sql_desc_rec2[]);
