-- Sets a record of a package that has associative arrays in it, of the shape that ora.inner_made takes apart.
CREATE FUNCTION ora.package_record_set(name text, value text, shape jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  before text := ora.package_get(name, true);
BEGIN
  PERFORM ora.package_set(name, ora.inner_made(value, shape));
  PERFORM ora.inner_free(before, shape);
END
$$;
