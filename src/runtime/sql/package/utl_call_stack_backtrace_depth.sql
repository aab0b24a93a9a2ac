-- UTL_CALL_STACK.BACKTRACE_DEPTH: how many places FORMAT_ERROR_BACKTRACE tells; 0 outside of a handler.
CREATE FUNCTION ora.utl_call_stack_backtrace_depth(e ora.err) RETURNS integer
LANGUAGE sql STABLE
AS $$ SELECT count(*)::integer FROM ora.call_stack_routines(ora.own_context(e.context)) WHERE e.sqlstate IS NOT NULL $$;
