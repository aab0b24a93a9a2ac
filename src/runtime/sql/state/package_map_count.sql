-- COUNT of an associative array of a package.
CREATE FUNCTION ora.package_map_count(name text, missing_ok boolean DEFAULT false) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_stored(name, missing_ok);
BEGIN
  IF whole LIKE 'm%' THEN
    RETURN (SELECT sum(n) FROM unnest((substr(whole, 2)::ora.map_directory).n) AS n);
  END IF;
  RETURN cardinality((whole::ora.text_map).k);
END
$$;
