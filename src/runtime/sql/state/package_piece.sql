-- The piece of an associative array of a package that holds a key, if any does; all of a small one. A variable that was never set is empty.
-- @each key | starts
-- @of integer | directory.lo::integer[]
-- @of text | directory.lo
CREATE FUNCTION ora.package_piece(name text, key {key}, missing_ok boolean) RETURNS ora.{key}_map
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_stored(name, missing_ok);
  directory ora.map_directory;
BEGIN
  IF whole NOT LIKE 'm%' AND octet_length(whole) > 2000 THEN
    whole := ora.package_split(name, whole);
  END IF;
  IF whole LIKE 'm%' THEN
    directory := substr(whole, 2)::ora.map_directory;
    whole := ora.state_fetch(name || '/' || directory.id[greatest(ora.map_floor({starts}, key), 1)]);
  END IF;
  RETURN whole::ora.{key}_map;
END
$$;
