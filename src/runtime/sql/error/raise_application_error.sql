-- RAISE_APPLICATION_ERROR. With keeperrorstack the caller gives the message of the error being handled as stack.
-- (PL/SQL Language Reference, "RAISE_APPLICATION_ERROR Procedure": -20999 … -20000, message up to 2048 bytes.)
CREATE PROCEDURE ora.raise_application_error(num numeric, msg text, keeperrorstack boolean DEFAULT false, stack text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  code integer := round(num);
BEGIN
  IF code IS NULL OR code NOT BETWEEN -20999 AND -20000 THEN
    RAISE EXCEPTION USING ERRCODE = ora.sqlstate_of(21000), MESSAGE = 'ORA-21000: error number argument to raise_application_error of '
      || coalesce(code::text, '') || ' is out of range';
  END IF;
  RAISE EXCEPTION USING ERRCODE = ora.sqlstate_of(code), MESSAGE = 'ORA-' || -code || ': ' || left(coalesce(msg, ''), 2048)
    || CASE WHEN keeperrorstack AND stack <> '' THEN E'\n' || rtrim(stack, E'\n') ELSE '' END;
END
$$;
