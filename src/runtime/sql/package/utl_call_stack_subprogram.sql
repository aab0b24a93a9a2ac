-- UTL_CALL_STACK.SUBPROGRAM: the name of a running routine, with those of its package and of the routines around it.
CREATE FUNCTION ora.utl_call_stack_subprogram(dynamic_depth integer) RETURNS text[]
LANGUAGE plpgsql
AS $$
DECLARE
  stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  stack := ora.whole_stack(stack);
  RETURN (ora.call_stack_frame(stack, dynamic_depth)).name;
END
$$;
