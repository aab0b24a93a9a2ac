-- Takes an associative array of a package apart into pieces of 64 elements; what the store holds of it then.
CREATE FUNCTION ora.package_split(name text, whole text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  map ora.text_map := whole::ora.text_map;
  directory ora.map_directory := ROW('{}', '{}', '{}');
  made text;
  done text := CASE WHEN NOT starts_with(name, '@') THEN set_config(ora.setting_key('items.' || name), '', true) END;
BEGIN
  FOR i IN 0 .. (cardinality(map.k) - 1) / 64 LOOP
    directory.lo[i + 1] := map.k[i * 64 + 1];
    directory.id[i + 1] := i + 1;
    directory.n[i + 1] := least(cardinality(map.k) - i * 64, 64);
    PERFORM ora.state_set(name || '/' || i + 1, ROW(map.k[i * 64 + 1:i * 64 + 64], map.v[i * 64 + 1:i * 64 + 64])::ora.text_map::text);
  END LOOP;
  made := 'm' || directory::text;
  PERFORM ora.package_store(name, made);
  RETURN made;
END
$$;
