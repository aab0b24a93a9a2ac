-- DBMS_PROFILER.START_PROFILER: 0 for success; nothing is collected. (PL/SQL Packages and Types Reference, "DBMS_PROFILER")
CREATE FUNCTION ora.dbms_profiler_start_profiler(run_comment text DEFAULT NULL, run_comment1 text DEFAULT NULL) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 0 $$;
