-- OWA_UTIL_IDENT_ARR: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.owa_util_ident_arr AS (k integer[], v varchar(30)[]);
