-- The row trigger of `tbl` noted last is over.
CREATE FUNCTION ora.mutating_end(tbl text) RETURNS void
LANGUAGE sql
AS $$
  SELECT set_config('ora.mutating', left(current_setting('ora.mutating', true), - length(tbl) - 1), true)
$$;
