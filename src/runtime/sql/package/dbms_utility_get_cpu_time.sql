-- DBMS_UTILITY.GET_CPU_TIME: PostgreSQL does not tell the processor time of a session, so this is elapsed time.
CREATE FUNCTION ora.dbms_utility_get_cpu_time() RETURNS numeric
LANGUAGE sql VOLATILE
AS $$
  SELECT ora.dbms_utility_get_time()
$$;
