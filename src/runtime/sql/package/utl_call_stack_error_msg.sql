-- UTL_CALL_STACK.ERROR_MSG: the message of an error of the stack without its number, the last raised first.
CREATE FUNCTION ora.utl_call_stack_error_msg(e ora.err, error_depth integer) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  stack text := ora.dbms_utility_format_error_stack(e);
  message text := (SELECT p FROM regexp_split_to_table(E'\n' || stack, E'\n[A-Z]{3,4}-[0-9]{4,5}: ') WITH ORDINALITY AS t(p, i) WHERE i = error_depth + 1);
BEGIN
  IF message IS NULL OR error_depth < 1 THEN
    PERFORM ora.bad_depth();
  END IF;
  RETURN rtrim(message, E'\n');
END
$$;
