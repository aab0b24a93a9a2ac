-- What the store holds of an associative array: a variable of a package, or an inner array that is kept by itself (ora.inner_kept), whose name begins
-- with `@`. A variable that was never set is empty.
CREATE FUNCTION ora.package_stored(name text, missing_ok boolean) RETURNS text
LANGUAGE sql
AS $$
  SELECT coalesce(CASE WHEN starts_with(name, '@') THEN ora.state_fetch(name) ELSE ora.package_get(name, missing_ok) END, '({},{})')
$$;
