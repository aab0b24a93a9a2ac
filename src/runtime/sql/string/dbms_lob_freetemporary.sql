-- DBMS_LOB.FREETEMPORARY: what the caller assigns is no LOB any more, so that its use fails as in Oracle. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_freetemporary(lob text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT NULL::text $$;

CREATE FUNCTION ora.dbms_lob_freetemporary(lob bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT NULL::bytea $$;
