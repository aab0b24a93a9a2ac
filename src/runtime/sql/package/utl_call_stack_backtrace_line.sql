-- UTL_CALL_STACK.BACKTRACE_LINE: the line of a place of the backtrace, of the PL/pgSQL body; the place of the error first.
CREATE FUNCTION ora.utl_call_stack_backtrace_line(e ora.err, backtrace_depth integer) RETURNS integer
LANGUAGE sql STABLE
AS $$ SELECT f.line FROM ora.call_stack_frame(CASE WHEN e.sqlstate IS NOT NULL THEN ora.own_context(e.context) END, backtrace_depth) AS f $$;
