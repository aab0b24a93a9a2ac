-- DBMS_OUTPUT_CHARARR: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_output_chararr AS (k integer[], v varchar(32767)[]);
