-- A name for a cursor that is opened WITH HOLD; ORA-06511 where the cursor variable names one that is open.
-- (PL/SQL Language Reference, "Predefined Exceptions": CURSOR_ALREADY_OPEN)
CREATE FUNCTION ora.held_name(cursor_name text, open_now text) RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_cursors AS c WHERE c.name = open_now) THEN
    PERFORM ora.raise(6511);
  END IF;
  RETURN cursor_name || '_' || gen_random_uuid();
END
$$;
