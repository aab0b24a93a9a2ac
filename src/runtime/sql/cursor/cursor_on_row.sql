-- %FOUND of a cursor from which other routines fetch, too: does it stand on a row? MOVE RELATIVE 0 tells without moving. Before the first FETCH it is
-- false, not NULL. (PostgreSQL manual, MOVE; PL/SQL Language Reference, "Named Cursor Attribute")
CREATE FUNCTION ora.cursor_on_row(portal refcursor) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT ora.cursor_is_open(portal::text) THEN
    RAISE EXCEPTION USING ERRCODE = ora.sqlstate_of(1001), MESSAGE = 'ORA-01001: invalid cursor';
  END IF;
  MOVE RELATIVE 0 FROM portal;
  RETURN FOUND;
END
$$;
