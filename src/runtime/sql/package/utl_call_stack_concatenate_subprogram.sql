-- UTL_CALL_STACK.CONCATENATE_SUBPROGRAM: the parts of a name with dots between them.
CREATE FUNCTION ora.utl_call_stack_concatenate_subprogram(qualified_name text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(array_to_string(qualified_name, '.'), '') $$;
