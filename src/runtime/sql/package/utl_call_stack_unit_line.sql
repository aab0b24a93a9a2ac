-- UTL_CALL_STACK.UNIT_LINE: the line that a running routine is at, of its PL/pgSQL body.
CREATE FUNCTION ora.utl_call_stack_unit_line(dynamic_depth integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  stack := ora.whole_stack(stack);
  RETURN (ora.call_stack_frame(stack, dynamic_depth)).line;
END
$$;
