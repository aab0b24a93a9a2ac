-- ora.package_item_has for a key that is worked out once.
CREATE FUNCTION ora.package_item_has_computed(name text, key integer, missing_ok boolean DEFAULT false) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT ora.package_item_has_of(ora.package_items_of(name), name, key, missing_ok)
$$;

CREATE FUNCTION ora.package_item_has_computed(name text, key text, missing_ok boolean DEFAULT false) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT ora.package_item_has_of(ora.package_items_of(name), name, key, missing_ok)
$$;
