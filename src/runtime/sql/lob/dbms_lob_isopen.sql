-- DBMS_LOB.ISOPEN: LOBs are not opened, so 0; NULL for NULL. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_isopen(lob text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT 0 $$;

CREATE FUNCTION ora.dbms_lob_isopen(lob bytea) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT 0 $$;
