-- || of CLOBs: an empty CLOB is not NULL. (SecureFiles and Large Objects Developer's Guide, "SQL Semantics")
CREATE FUNCTION ora.clob_concat(a text, b text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN a IS NULL THEN b ELSE a || coalesce(b, '') END $$;
