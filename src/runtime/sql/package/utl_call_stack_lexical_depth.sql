-- UTL_CALL_STACK.LEXICAL_DEPTH: how deep a running routine stands in others; 0 for an anonymous block or a routine of its own.
CREATE FUNCTION ora.utl_call_stack_lexical_depth(dynamic_depth integer) RETURNS integer
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
  RETURN cardinality(found_one.name) - 1;
END
$$;
