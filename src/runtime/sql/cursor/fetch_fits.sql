-- ORA-06504 where the rows of a cursor variable have another number of columns than FETCH has targets. Only before the first row: a portal cannot be asked
-- later, and what fitted once fits. What is wrong with the cursor itself, MOVE says as FETCH would. (PL/SQL Language Reference, "Predefined Exceptions",
-- ROWTYPE_MISMATCH)
CREATE FUNCTION ora.fetch_fits(c refcursor, width integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  fetched record;
BEGIN
  -- Finds a row where the cursor stands on one, and moves nothing.
  MOVE FORWARD 0 FROM c;
  IF FOUND THEN
    RETURN;
  END IF;
  EXECUTE format('FETCH FORWARD 0 FROM %I', c) INTO fetched;
  IF (SELECT count(*) FROM json_object_keys(to_json(fetched))) <> width THEN
    PERFORM ora.raise(6504);
  END IF;
END
$$;
