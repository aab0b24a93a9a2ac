-- ora.package_item for a key that is worked out once.
CREATE FUNCTION ora.package_item_computed(name text, key integer, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.package_item_of(ora.package_items_of(name), name, key, missing_ok)
$$;

CREATE FUNCTION ora.package_item_computed(name text, key text, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.package_item_of(ora.package_items_of(name), name, key, missing_ok)
$$;

CREATE FUNCTION ora.package_item_computed(name text, key text, key_size integer, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.package_item_of(ora.package_items_of(name), name, ora.fit_computed(key, key_size), missing_ok)
$$;
