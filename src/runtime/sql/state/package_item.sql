-- An element of an associative array of a package; NO_DATA_FOUND where there is none, ORA-06502 where there cannot be because the key is longer than key_size.
-- The planner puts the body in place of the call, and the parameter's name is worked out once. What the index (ora.package_items) does not give, an element
-- that is NULL among it, ora.package_item_of looks for. No key in an index has the character that stands in place of the one that ends elements.
CREATE FUNCTION ora.package_item(name text, key integer, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE sql
AS $$
  SELECT coalesce(
    nullif(split_part(split_part(ora.package_items_of(name), E'\x1E' || key || E'\x1F', 2), E'\x1E', 1), ''),
    ora.package_item_of(ora.package_items_of(name), name, key, missing_ok))
$$;

CREATE FUNCTION ora.package_item(name text, key text, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE sql
AS $$
  SELECT coalesce(
    nullif(split_part(split_part(ora.package_items_of(name), E'\x1E' || translate(key, E'\x1E', E'\x1D') || E'\x1F', 2), E'\x1E', 1), ''),
    ora.package_item_of(ora.package_items_of(name), name, key, missing_ok))
$$;

CREATE FUNCTION ora.package_item(name text, key text, key_size integer, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE sql
AS $$
  SELECT coalesce(
    nullif(split_part(split_part(ora.package_items_of(name), E'\x1E' || translate(key, E'\x1E', E'\x1D') || E'\x1F', 2), E'\x1E', 1), ''),
    ora.package_item_of(ora.package_items_of(name), name, ora.fit_computed(key, key_size), missing_ok))
$$;
