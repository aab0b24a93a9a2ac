-- NEXT(key) of an associative array of a package; the key need not exist.
CREATE FUNCTION ora.package_item_next(name text, key integer, missing_ok boolean DEFAULT false) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := coalesce(ora.package_get(name, missing_ok), '({},{})');
  directory ora.map_directory;
  map ora.integer_map;
  at integer;
  result integer;
BEGIN
  IF key IS NULL THEN
    RETURN NULL;
  ELSIF whole NOT LIKE 'm%' THEN
    map := whole::ora.integer_map;
    RETURN ora.map_next(map.k, key);
  END IF;
  directory := substr(whole, 2)::ora.map_directory;
  at := greatest(ora.map_floor(directory.lo::integer[], key), 1);
  map := ora.state_fetch(name || '#' || directory.id[at])::ora.integer_map;
  result := ora.map_next(map.k, key);
  RETURN coalesce(result, directory.lo[at + 1]::integer);
END
$$;

CREATE FUNCTION ora.package_item_next(name text, key text, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := coalesce(ora.package_get(name, missing_ok), '({},{})');
  directory ora.map_directory;
  map ora.text_map;
  at integer;
  result text;
BEGIN
  IF key IS NULL THEN
    RETURN NULL;
  ELSIF whole NOT LIKE 'm%' THEN
    map := whole::ora.text_map;
    RETURN ora.map_next(map.k, key);
  END IF;
  directory := substr(whole, 2)::ora.map_directory;
  at := greatest(ora.map_floor(directory.lo, key), 1);
  map := ora.state_fetch(name || '#' || directory.id[at])::ora.text_map;
  result := ora.map_next(map.k, key);
  RETURN coalesce(result, directory.lo[at + 1]);
END
$$;
