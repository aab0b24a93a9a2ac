-- UTL_CALL_STACK.ERROR_DEPTH: how many errors FORMAT_ERROR_STACK tells; 0 outside of a handler.
CREATE FUNCTION ora.utl_call_stack_error_depth(e ora.err) RETURNS integer
LANGUAGE sql STABLE
AS $$ SELECT count(*)::integer FROM regexp_matches(ora.dbms_utility_format_error_stack(e), '^[A-Z]{3,4}-[0-9]{4,5}: ', 'gn') $$;
