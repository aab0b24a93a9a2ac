-- UTL_CALL_STACK.BACKTRACE_LINE: the line of a place of the backtrace, of the PL/pgSQL body; the place of the error first.
CREATE FUNCTION ora.utl_call_stack_backtrace_line(e ora.err, backtrace_depth integer) RETURNS integer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  found_one record;
BEGIN
  SELECT f.* INTO found_one FROM ora.call_stack_frames(ora.own_context(e.context)) AS f WHERE f.depth = backtrace_depth AND e.sqlstate IS NOT NULL;
  IF NOT FOUND THEN
    PERFORM ora.bad_depth();
  END IF;
  RETURN found_one.line;
END
$$;
