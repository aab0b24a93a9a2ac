-- DBMS_UTILITY_NAME_ARRAY: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_utility_name_array AS (k integer[], v varchar(30)[]);
