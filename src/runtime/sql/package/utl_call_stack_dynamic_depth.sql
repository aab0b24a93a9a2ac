-- UTL_CALL_STACK.DYNAMIC_DEPTH: how many routines are running. (PL/SQL Packages and Types Reference, "UTL_CALL_STACK")
CREATE FUNCTION ora.utl_call_stack_dynamic_depth() RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  stack := ora.whole_stack(stack);
  RETURN (SELECT count(*) FROM ora.call_stack_routines(stack));
END
$$;
