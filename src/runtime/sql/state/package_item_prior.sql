-- PRIOR(key) of an associative array of a package; the key need not exist.
-- @each key | starts
-- @of integer | directory.lo::integer[]
-- @of text | directory.lo
CREATE FUNCTION ora.package_item_prior(name text, key {key}, missing_ok boolean DEFAULT false) RETURNS {key}
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_stored(name, missing_ok);
  directory ora.map_directory;
  map ora.{key}_map;
  at integer;
  result {key};
BEGIN
  IF key IS NULL THEN
    RETURN NULL;
  ELSIF whole NOT LIKE 'm%' THEN
    map := whole::ora.{key}_map;
    RETURN ora.map_prior(map.k, key);
  END IF;
  directory := substr(whole, 2)::ora.map_directory;
  at := greatest(ora.map_floor({starts}, key), 1);
  map := ora.state_fetch(name || '/' || directory.id[at])::ora.{key}_map;
  result := ora.map_prior(map.k, key);
  IF result IS NULL AND at > 1 THEN
    map := ora.state_fetch(name || '/' || directory.id[at - 1])::ora.{key}_map;
    RETURN map.k[cardinality(map.k)];
  END IF;
  RETURN result;
END
$$;
