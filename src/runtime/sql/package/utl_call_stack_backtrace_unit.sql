-- UTL_CALL_STACK.BACKTRACE_UNIT: the unit of a place of the backtrace, the place of the error first; NULL for an anonymous block.
CREATE FUNCTION ora.utl_call_stack_backtrace_unit(e ora.err, backtrace_depth integer) RETURNS text
LANGUAGE sql STABLE
AS $$ SELECT f.owner || '.' || f.unit FROM ora.call_stack_frame(CASE WHEN e.sqlstate IS NOT NULL THEN ora.own_context(e.context) END, backtrace_depth) AS f $$;
