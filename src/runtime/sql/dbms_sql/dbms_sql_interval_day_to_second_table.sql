-- DBMS_SQL_INTERVAL_DAY_TO_SECOND_TABLE: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_sql_interval_day_to_second_table AS (k integer[], v interval[]);
