-- ORA-06504 where the rows of a cursor variable have another number of columns than FETCH has targets; ORA-01007 (too few) or ORA-00932 (too many) where it
-- was opened for dynamic SQL, whose columns are defined as FETCH says. Only before the first row: a portal cannot be asked later, and what fitted once fits. What is wrong with the cursor itself, MOVE says as FETCH would. (PL/SQL Language Reference, "Predefined Exceptions",
-- ROWTYPE_MISMATCH)
CREATE FUNCTION ora.fetch_fits(c refcursor, width integer, dynamic boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  fetched record;
  columns bigint;
BEGIN
  -- Finds a row where the cursor stands on one, and moves nothing.
  MOVE FORWARD 0 FROM c;
  IF FOUND THEN
    RETURN;
  END IF;
  EXECUTE format('FETCH FORWARD 0 FROM %I', c) INTO fetched;
  columns := (SELECT count(*) FROM json_object_keys(to_json(fetched)));
  IF columns = width THEN
    RETURN;
  ELSIF NOT dynamic THEN
    PERFORM ora.raise(6504);
  ELSIF columns < width THEN
    PERFORM ora.raise(1007, 'variable not in select list');
  ELSE
    PERFORM ora.raise(932, 'inconsistent datatypes: expected - got -');
  END IF;
END
$$;
