-- DBMS_PREPROCESSOR_SOURCE_LINES_T: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_preprocessor_source_lines_t AS (k integer[], v varchar(32767)[]);
