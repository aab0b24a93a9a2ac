-- UTL_CALL_STACK.OWNER: the owner of a running routine; NULL for an anonymous block.
CREATE FUNCTION ora.utl_call_stack_owner(dynamic_depth integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  stack := ora.whole_stack(stack);
  RETURN (ora.call_stack_frame(stack, dynamic_depth)).owner;
END
$$;
