-- DBMS_PROFILER.STOP_PROFILER: 0 for success; nothing is collected. (PL/SQL Packages and Types Reference, "DBMS_PROFILER")
CREATE FUNCTION ora.dbms_profiler_stop_profiler() RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 0 $$;
