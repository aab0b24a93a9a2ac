-- An element of an associative array of a package; NULL where there is none.
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.package_item_if(name text, key {key}, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  copy text := current_setting(ora.setting_key('state.' || name), true);
  whole text := ora.package_copied(name, copy, missing_ok);
  map ora.{key}_map;
BEGIN
  IF octet_length(whole) <= 2000 AND whole LIKE '(%' THEN
    map := whole::ora.{key}_map;
  ELSE
    map := ora.package_piece(name, key, missing_ok);
  END IF;
  RETURN map.v[ora.map_slot(map.k, key)];
END
$$;
