-- DBMS_SQL_TIMESTAMP_WITH_TIME_ZONE_TABLE: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_sql_timestamp_with_time_zone_table AS (k integer[], v timestamptz(6)[]);
