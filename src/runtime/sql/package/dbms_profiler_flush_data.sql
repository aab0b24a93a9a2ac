-- DBMS_PROFILER.FLUSH_DATA: 0 for success; nothing is collected. (PL/SQL Packages and Types Reference, "DBMS_PROFILER")
CREATE FUNCTION ora.dbms_profiler_flush_data() RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 0 $$;
