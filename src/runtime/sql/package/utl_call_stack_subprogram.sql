-- UTL_CALL_STACK.SUBPROGRAM: the name of a running routine, with those of its package and of the routines around it.
CREATE FUNCTION ora.utl_call_stack_subprogram(dynamic_depth integer) RETURNS text[]
LANGUAGE plpgsql
AS $$
DECLARE
  stack text;
  found_one record;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  SELECT f.* INTO found_one FROM ora.call_stack_frames(stack) AS f WHERE f.depth = dynamic_depth;
  IF NOT FOUND THEN
    PERFORM ora.bad_depth();
  END IF;
  RETURN found_one.name;
END
$$;
