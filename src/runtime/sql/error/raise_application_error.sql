-- RAISE_APPLICATION_ERROR. With keep_errors the caller gives the message of the error being handled as stack.
-- (PL/SQL Language Reference, "RAISE_APPLICATION_ERROR Procedure": -20999 … -20000, message up to 2048 bytes.)
CREATE PROCEDURE ora.raise_application_error(n numeric, message text, keep_errors boolean DEFAULT false, stack text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  code integer := round(n);
BEGIN
  IF code IS NULL OR code NOT BETWEEN -20999 AND -20000 THEN
    RAISE EXCEPTION USING ERRCODE = ora.sqlstate_of(21000), MESSAGE = 'ORA-21000: error number argument to raise_application_error of '
      || coalesce(code::text, '') || ' is out of range';
  END IF;
  RAISE EXCEPTION USING ERRCODE = ora.sqlstate_of(code), MESSAGE = 'ORA-' || -code || ': ' || left(coalesce(message, ''), 2048)
    || CASE WHEN keep_errors AND stack <> '' THEN E'\n' || stack ELSE '' END;
END
$$;
