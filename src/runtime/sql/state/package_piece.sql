-- The piece of an associative array of a package that holds a key, if any does; all of a small one. A variable that was never set is empty.
CREATE FUNCTION ora.package_piece(name text, key integer, missing_ok boolean) RETURNS ora.integer_map
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := coalesce(ora.package_get(name, missing_ok), '({},{})');
  directory ora.map_directory;
BEGIN
  IF whole NOT LIKE 'm%' AND octet_length(whole) > 2000 THEN
    whole := ora.package_split(name, whole);
  END IF;
  IF whole LIKE 'm%' THEN
    directory := substr(whole, 2)::ora.map_directory;
    whole := ora.state_fetch(name || '#' || directory.id[greatest(ora.map_floor(directory.lo::integer[], key), 1)]);
  END IF;
  RETURN whole::ora.integer_map;
END
$$;

CREATE FUNCTION ora.package_piece(name text, key text, missing_ok boolean) RETURNS ora.text_map
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := coalesce(ora.package_get(name, missing_ok), '({},{})');
  directory ora.map_directory;
BEGIN
  IF whole NOT LIKE 'm%' AND octet_length(whole) > 2000 THEN
    whole := ora.package_split(name, whole);
  END IF;
  IF whole LIKE 'm%' THEN
    directory := substr(whole, 2)::ora.map_directory;
    whole := ora.state_fetch(name || '#' || directory.id[greatest(ora.map_floor(directory.lo, key), 1)]);
  END IF;
  RETURN whole::ora.text_map;
END
$$;
