-- DBMS_LOB.ISTEMPORARY: a LOB in a variable is a value, so 1; NULL for NULL. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_istemporary(lob text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT 1 $$;

CREATE FUNCTION ora.dbms_lob_istemporary(lob bytea) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT 1 $$;
