-- %FOUND, %NOTFOUND and %ROWCOUNT of a cursor that is not open are ORA-01001; its count of rows is NULL then. (PL/SQL Language Reference, "Named Cursor Attribute")
CREATE FUNCTION ora.cursor_attribute(row_count integer, value anyelement) RETURNS anyelement
LANGUAGE plpgsql
AS $$
BEGIN
  IF row_count IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = ora.sqlstate_of(1001), MESSAGE = 'ORA-01001: invalid cursor';
  END IF;
  RETURN value;
END
$$;
