-- DBMS_UTILITY_INDEX_TABLE_TYPE: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.dbms_utility_index_table_type AS (k integer[], v integer[]);
