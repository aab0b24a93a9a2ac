-- ORA-27451 where an object of the scheduler has no name, ORA-27452 where it is none. (Database Error Messages)
CREATE FUNCTION ora.scheduler_valid_name(parameter text, name text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF nullif(name, '') IS NULL THEN
    PERFORM ora.raise(27451, parameter || ' cannot be NULL');
  ELSIF name !~ '^\s*((?:"[^"]+"|[[:alpha:]][[:alnum:]_$#]*)\s*\.\s*)?("[^"]+"|[[:alpha:]][[:alnum:]_$#]*)\s*$' THEN
    PERFORM ora.raise(27452, name || ' is an invalid name for a database object.');
  END IF;
END
$$;
