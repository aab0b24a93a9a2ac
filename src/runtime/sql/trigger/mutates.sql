-- Is it noted that the table is being changed?
CREATE FUNCTION ora.mutates(tbl text) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT coalesce(tbl = ANY (string_to_array(current_setting('ora.mutating', true), chr(10))), false)
$$;
