-- ORA-06504 where the rows of a cursor variable have another number of columns than FETCH has targets; ORA-01007 (too few) or ORA-00932 (too many) where it
-- was opened for dynamic SQL, whose columns are defined as FETCH says. Before the first row, as what fitted once fits; where other FETCHes of the variable
-- have other targets, at every row: then its description is asked, which takes longer. What is wrong with the cursor itself, MOVE says as FETCH would. (PL/SQL Language Reference, "Predefined Exceptions",
-- ROWTYPE_MISMATCH)
CREATE FUNCTION ora.fetch_fits(c refcursor, width integer, dynamic boolean DEFAULT false, at_rows boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  fetched record;
  columns bigint;
BEGIN
  -- Finds a row where the cursor stands on one, and moves nothing.
  MOVE FORWARD 0 FROM c;
  IF NOT FOUND THEN
    EXECUTE format('FETCH FORWARD 0 FROM %I', c) INTO fetched;
    columns := (SELECT count(*) FROM json_object_keys(to_json(fetched)));
  ELSIF at_rows THEN
    columns := cardinality(ora.fetched_columns(c)) - 1;
  ELSE
    RETURN;
  END IF;
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
