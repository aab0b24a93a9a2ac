-- Raises ORA-04091 if a row trigger of `tbl` runs; `title` is what Oracle calls the table.
-- (PL/SQL Language Reference, "Mutating-Table Restriction")
CREATE FUNCTION ora.mutating_check(tbl text, title text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.mutates(tbl) THEN
    PERFORM ora.raise(4091, 'table ' || title || ' is mutating, trigger/function may not see it');
  END IF;
END
$$;
