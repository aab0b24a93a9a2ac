-- DELETE(key) of an associative array of a package.
-- @each key | starts
-- @of integer | directory.lo::integer[]
-- @of text | directory.lo
CREATE FUNCTION ora.package_item_delete(name text, key {key}, missing_ok boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_stored(name, missing_ok);
  directory ora.map_directory;
  map ora.{key}_map;
  at integer;
  slot integer;
  done text := CASE WHEN NOT starts_with(name, '@') THEN set_config(ora.setting_key('items.' || name), '', true) END;
BEGIN
  IF key IS NULL THEN
    RETURN;
  ELSIF whole NOT LIKE 'm%' AND octet_length(whole) > 2000 THEN
    whole := ora.package_split(name, whole);
  END IF;
  IF whole NOT LIKE 'm%' THEN
    map := whole::ora.{key}_map;
  ELSE
    directory := substr(whole, 2)::ora.map_directory;
    at := greatest(ora.map_floor({starts}, key), 1);
    map := ora.state_fetch(name || '/' || directory.id[at])::ora.{key}_map;
  END IF;
  slot := ora.map_search(map.k, key);
  IF slot < 0 THEN
    RETURN;
  END IF;
  map := ROW(ora.array_cut(map.k, slot, slot), ora.array_cut(map.v, slot, slot));
  IF at IS NULL THEN
    PERFORM ora.package_store(name, map::text);
  ELSIF cardinality(map.k) > 0 THEN
    directory.lo[at] := map.k[1];
    directory.n[at] := cardinality(map.k);
    PERFORM ora.state_set(name || '/' || directory.id[at], map::text), ora.package_store(name, 'm' || directory::text);
  ELSE
    slot := directory.id[at];
    directory := ROW(ora.array_cut(directory.lo, at, at), ora.array_cut(directory.id, at, at), ora.array_cut(directory.n, at, at));
    PERFORM ora.package_store(name, CASE WHEN cardinality(directory.id) = 0 THEN '({},{})' ELSE 'm' || directory::text END), ora.state_clear(name || '/' || slot);
  END IF;
END
$$;
