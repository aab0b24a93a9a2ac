-- DBMS_LOB.GETCHUNKSIZE: a good size for reads and writes: that of an Oracle database with blocks of 8 KB. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_getchunksize(lob text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT 8132 $$;

CREATE FUNCTION ora.dbms_lob_getchunksize(lob bytea) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT 8132 $$;
