-- DBMS_RESULT_CACHE.FLUSH: all is removed, since nothing is kept. (PL/SQL Packages and Types Reference, "DBMS_RESULT_CACHE")
CREATE FUNCTION ora.dbms_result_cache_flush(retainmem boolean DEFAULT false, retainsta boolean DEFAULT false) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT true $$;
