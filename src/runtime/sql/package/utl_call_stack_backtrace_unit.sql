-- UTL_CALL_STACK.BACKTRACE_UNIT: the unit of a place of the backtrace, the place of the error first; NULL for an anonymous block.
CREATE FUNCTION ora.utl_call_stack_backtrace_unit(e ora.err, backtrace_depth integer) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  found_one record;
BEGIN
  SELECT f.* INTO found_one FROM ora.call_stack_frames(ora.own_context(e.context)) AS f WHERE f.depth = backtrace_depth AND e.sqlstate IS NOT NULL;
  IF NOT FOUND THEN
    PERFORM ora.bad_depth();
  END IF;
  RETURN found_one.owner || '.' || found_one.unit;
END
$$;
