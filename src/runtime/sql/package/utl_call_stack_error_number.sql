-- UTL_CALL_STACK.ERROR_NUMBER: the number of an error of the stack, the last raised first.
CREATE FUNCTION ora.utl_call_stack_error_number(e ora.err, error_depth integer) RETURNS integer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  code text := (SELECT m[1] FROM regexp_matches(ora.dbms_utility_format_error_stack(e), '^[A-Z]{3,4}-([0-9]{4,5}): ', 'gn') WITH ORDINALITY AS t(m, i) WHERE i = error_depth);
BEGIN
  IF code IS NULL THEN
    PERFORM ora.bad_depth();
  END IF;
  RETURN code::integer;
END
$$;
