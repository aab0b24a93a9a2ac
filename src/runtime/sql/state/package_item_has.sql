-- EXISTS of an element of an associative array of a package. See ora.package_item; in the index something follows each key, an element that is NULL among it.
CREATE FUNCTION ora.package_item_has(name text, key integer, missing_ok boolean DEFAULT false) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT coalesce(
    split_part(ora.package_items_of(name), E'\x1E' || key || E'\x1F', 2) <> '',
    ora.package_item_has_of(ora.package_items_of(name), name, key, missing_ok))
$$;

CREATE FUNCTION ora.package_item_has(name text, key text, missing_ok boolean DEFAULT false) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT coalesce(
    split_part(ora.package_items_of(name), E'\x1E' || translate(key, E'\x1E', E'\x1D') || E'\x1F', 2) <> '',
    ora.package_item_has_of(ora.package_items_of(name), name, key, missing_ok))
$$;
