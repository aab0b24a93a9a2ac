-- The INSERT into `tbl` is over.
CREATE FUNCTION ora.mutating_rows_end(tbl text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.mutates(tbl || '#rows') THEN
    PERFORM set_config('ora.mutating', replace(current_setting('ora.mutating', true), tbl || '#rows' || chr(10), ''), true);
  END IF;
END
$$;
