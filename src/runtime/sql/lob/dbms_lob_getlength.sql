-- DBMS_LOB.GETLENGTH: 0 for an empty LOB. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_getlength(lob text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT length(lob) $$;

CREATE FUNCTION ora.dbms_lob_getlength(lob bytea) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT octet_length(lob) $$;
