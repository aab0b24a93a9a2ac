-- Notes that an INSERT of a query changes `tbl`: its BEFORE row triggers may not meet the table, as those of INSERT … VALUES may. Always true.
-- (PL/SQL Language Reference, "Mutating-Table Restriction")
CREATE FUNCTION ora.mutating_rows(tbl text) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT ora.mutates(tbl || '#rows') THEN
    PERFORM ora.mutating_begin(tbl || '#rows');
  END IF;
  RETURN true;
END
$$;
