-- UTL_CALL_STACK.LEXICAL_DEPTH: how deep a running routine stands in others; 0 for an anonymous block or a routine of its own.
CREATE FUNCTION ora.utl_call_stack_lexical_depth(dynamic_depth integer) RETURNS integer
LANGUAGE sql
AS $$ SELECT cardinality(ora.utl_call_stack_subprogram(dynamic_depth)) - 1 $$;
