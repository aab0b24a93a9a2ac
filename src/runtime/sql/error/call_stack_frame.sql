-- One routine of a call stack or backtrace, the running one or the place of the error being 1. UTL_CALL_STACK.BAD_DEPTH_INDICATOR where there is none.
CREATE FUNCTION ora.call_stack_frame(context text, depth integer, OUT owner text, OUT unit text, OUT name text[], OUT line integer)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  SELECT f.owner, f.unit, f.name, f.line INTO owner, unit, name, line FROM ora.call_stack_routines(context) AS f WHERE f.depth = call_stack_frame.depth;
  IF NOT FOUND THEN
    PERFORM ora.bad_depth();
  END IF;
END
$$;
