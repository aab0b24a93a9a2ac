-- OWA_VC_ARR: an associative array by PLS_INTEGER as its ordered keys and their values. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.owa_vc_arr AS (k integer[], v varchar(32000)[]);
