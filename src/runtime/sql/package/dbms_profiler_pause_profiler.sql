-- DBMS_PROFILER.PAUSE_PROFILER: 0 for success; nothing is collected. (PL/SQL Packages and Types Reference, "DBMS_PROFILER")
CREATE FUNCTION ora.dbms_profiler_pause_profiler() RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 0 $$;
