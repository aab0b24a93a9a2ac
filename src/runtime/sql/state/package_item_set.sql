-- Sets an element of an associative array of a package. One that has grown large is taken apart, and so is a piece of it.
-- @each key | starts
-- @of integer | directory.lo::integer[]
-- @of text | directory.lo
CREATE FUNCTION ora.package_item_set(name text, key {key}, value text, missing_ok boolean DEFAULT false) RETURNS void
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
  IF whole NOT LIKE 'm%' AND octet_length(whole) > 2000 THEN
    whole := ora.package_split(name, whole);
  END IF;
  IF whole NOT LIKE 'm%' THEN
    map := whole::ora.{key}_map;
  ELSE
    directory := substr(whole, 2)::ora.map_directory;
    at := greatest(ora.map_floor({starts}, key), 1);
    map := ora.state_fetch(name || '/' || directory.id[at])::ora.{key}_map;
  END IF;
  slot := ora.map_slot(map.k, key);
  IF slot < 0 THEN
    slot := -slot;
    IF slot <= cardinality(map.k) THEN
      map.v := ora.array_open(map.v, slot);
      map.k := ora.array_open(map.k, slot);
    END IF;
    map.k[slot] := key;
    map.v[slot] := value;
    IF at IS NOT NULL THEN
      directory.lo[at] := map.k[1];
      directory.n[at] := cardinality(map.k);
      IF cardinality(map.k) > 128 AND octet_length(map::text) > 2000 THEN
        slot := (SELECT max(id) FROM unnest(directory.id) AS id) + 1;
        directory := ROW(
          directory.lo[:at] || map.k[65]::text || directory.lo[at + 1:],
          directory.id[:at] || slot || directory.id[at + 1:],
          directory.n[:at - 1] || 64 || cardinality(map.k) - 64 || directory.n[at + 1:]);
        PERFORM ora.state_set(name || '/' || slot, ROW(map.k[65:], map.v[65:])::ora.{key}_map::text);
        map := ROW(map.k[:64], map.v[:64]);
      END IF;
      PERFORM ora.package_store(name, 'm' || directory::text);
    END IF;
  ELSE
    map.v[slot] := value;
  END IF;
  IF at IS NULL THEN
    PERFORM ora.package_store(name, map::text);
  ELSE
    PERFORM ora.state_set(name || '/' || directory.id[at], map::text);
  END IF;
END
$$;
