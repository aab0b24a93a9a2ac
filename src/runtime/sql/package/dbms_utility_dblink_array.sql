-- DBMS_UTILITY_DBLINK_ARRAY: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_utility_dblink_array AS (k integer[], v varchar(128)[]);
