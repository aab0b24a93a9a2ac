-- Was the routine noted as one of the program?
CREATE FUNCTION ora.is_own_routine(namespace oid, name name) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM ora.own_routines AS w JOIN pg_catalog.pg_namespace AS n ON w.routine = n.nspname || '.' || is_own_routine.name WHERE n.oid = namespace)
$$;
