-- DBMS_PROFILER.INTERNAL_VERSION_CHECK: 0 for success; nothing is collected. (PL/SQL Packages and Types Reference, "DBMS_PROFILER")
CREATE FUNCTION ora.dbms_profiler_internal_version_check() RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 0 $$;
