-- CREATE OR REPLACE FUNCTION of a script where an earlier run has left a routine of these parameters: it is replaced in place, with its privileges, unless
-- PostgreSQL cannot change what it has to become. Views that call it are made again as far as they can be.
-- (PL/SQL Language Reference, "CREATE FUNCTION Statement", OR REPLACE)
CREATE FUNCTION ora.replace_routine(signature text, statement text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  routine CONSTANT regprocedure := ora.routine_of(signature);
BEGIN
  BEGIN
    EXECUTE statement;
  EXCEPTION WHEN invalid_function_definition OR wrong_object_type THEN
    IF routine IS NULL THEN
      RAISE;
    END IF;
    PERFORM ora.invalidate_views_calling(n.nspname, array[p.proname::text])
    FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace WHERE p.oid = routine;
    EXECUTE format('drop routine %s', routine);
    EXECUTE statement;
  END;
  IF EXISTS (SELECT FROM ora.invalid_views) THEN
    PERFORM ora.revalidate_views();
  END IF;
END
$$;
