-- DBMS_SQL_INTERVAL_YEAR_TO_MONTH_TABLE: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_sql_interval_year_to_month_table AS (k integer[], v interval[]);
