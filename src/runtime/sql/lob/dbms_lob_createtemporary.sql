-- DBMS_LOB.CREATETEMPORARY: an empty LOB, which the caller assigns. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_createtemporary(lob text, cache boolean, duration numeric DEFAULT 10) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ''::text $$;

CREATE FUNCTION ora.dbms_lob_createtemporary(lob bytea, cache boolean, duration numeric DEFAULT 10) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ''::bytea $$;
