-- Sets an associative array of a package as a whole.
CREATE FUNCTION ora.package_map_set(name text, value text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  before text := ora.package_get(name, true);
  done text := set_config(ora.setting_key('items.' || name), '', true);
BEGIN
  PERFORM ora.package_set(name, value);
  IF before LIKE 'm%' THEN
    PERFORM ora.state_clear(name || '/' || id) FROM unnest((substr(before, 2)::ora.map_directory).id) AS id;
  END IF;
END
$$;

-- The same where elements hold associative arrays, of the shape that ora.inner_made takes apart.
CREATE FUNCTION ora.package_map_set(name text, value text, shape jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  before text := ora.package_map(name, true);
BEGIN
  PERFORM ora.package_map_set(name, ora.inner_elements_made(value, shape -> 0));
  PERFORM ora.inner_free(before, shape);
END
$$;
