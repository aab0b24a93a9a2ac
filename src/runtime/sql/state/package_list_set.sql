-- Sets a nested table or varray of a package as a whole.
CREATE FUNCTION ora.package_list_set(name text, value text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  before text := ora.package_get(name, true);
BEGIN
  PERFORM ora.package_set(name, value);
  IF before LIKE 'l%' THEN
    PERFORM ora.state_clear(name || '/' || p) FROM generate_series(0, (substr(before, 2)::integer - 1) / 64) AS p;
  END IF;
END
$$;
