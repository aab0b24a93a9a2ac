-- UTL_CALL_STACK.UNIT_LINE: the line that a running routine is at, of its PL/pgSQL body.
CREATE FUNCTION ora.utl_call_stack_unit_line(dynamic_depth integer) RETURNS integer
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
  RETURN found_one.line;
END
$$;
