-- Notes that a row trigger of `tbl` runs: what it calls may not read or change the table. A roll back to before the trigger undoes the note.
-- (PL/SQL Language Reference, "Mutating-Table Restriction")
CREATE FUNCTION ora.mutating_begin(tbl text) RETURNS void
LANGUAGE sql
AS $$
  SELECT set_config('ora.mutating', coalesce(current_setting('ora.mutating', true), '') || tbl || chr(10), true)
$$;
