-- ORA-06504 where the rows of a cursor variable have another number of columns than FETCH has targets. Only before the first row: a portal cannot be asked
-- later, and what fitted once fits. (PL/SQL Language Reference, "Predefined Exceptions", ROWTYPE_MISMATCH)
CREATE FUNCTION ora.fetch_fits(c refcursor, width integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  fetched record;
  columns integer;
BEGIN
  EXECUTE format('FETCH FORWARD 0 FROM %I', c) INTO fetched;
  SELECT count(*) INTO columns FROM json_object_keys(to_json(fetched));
  IF columns <> width THEN
    PERFORM ora.raise(6504);
  END IF;
EXCEPTION
  -- It stands on a row; what is wrong with the cursor itself, FETCH says.
  WHEN object_not_in_prerequisite_state OR invalid_cursor_name OR null_value_not_allowed THEN
    NULL;
END
$$;
