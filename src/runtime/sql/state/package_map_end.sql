-- FIRST and LAST key of an associative array of a package, as texts.
CREATE FUNCTION ora.package_map_end(name text, which text, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_stored(name, missing_ok);
  id integer[];
  map ora.text_map;
BEGIN
  IF whole LIKE 'm%' THEN
    id := (substr(whole, 2)::ora.map_directory).id;
    whole := ora.state_fetch(name || '/' || id[CASE which WHEN 'FIRST' THEN 1 ELSE cardinality(id) END]);
  END IF;
  map := whole::ora.text_map;
  RETURN map.k[CASE which WHEN 'FIRST' THEN 1 ELSE cardinality(map.k) END];
END
$$;
