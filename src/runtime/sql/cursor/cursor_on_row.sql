-- %FOUND of a cursor from which other routines fetch, too: does it stand on a row? MOVE RELATIVE 0 tells without moving. `touched` is NULL as long as
-- nobody can have fetched, and so is the answer then. (PostgreSQL manual, MOVE; PL/SQL Language Reference, "Named Cursor Attribute")
CREATE FUNCTION ora.cursor_on_row(portal refcursor, touched boolean DEFAULT true) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT ora.cursor_is_open(portal::text) THEN
    RAISE EXCEPTION USING ERRCODE = ora.sqlstate_of(1001), MESSAGE = 'ORA-01001: invalid cursor';
  ELSIF touched IS NULL THEN
    RETURN NULL;
  END IF;
  MOVE RELATIVE 0 FROM portal;
  RETURN FOUND;
END
$$;
