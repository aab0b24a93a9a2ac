-- EXISTS of an element of an associative array of a package.
-- The planner puts the body in place of the call, and the parameter's name is worked out once.
CREATE FUNCTION ora.package_item_has(name text, key integer, missing_ok boolean DEFAULT false) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT ora.package_item_has_of(ora.package_items_of(name), name, key, missing_ok)
$$;

CREATE FUNCTION ora.package_item_has(name text, key text, missing_ok boolean DEFAULT false) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT ora.package_item_has_of(ora.package_items_of(name), name, key, missing_ok)
$$;
