-- An element of a nested table or varray of a package, which takes `most` elements; a wrong subscript is an error. (ora.subscript_error)
CREATE FUNCTION ora.package_list_item(name text, i integer, most integer DEFAULT NULL, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  copy text := current_setting(ora.setting_key('state.' || name), true);
  whole text := ora.package_copied(name, copy, missing_ok);
  elements text[];
BEGIN
  IF octet_length(whole) > 2000 THEN
    whole := ora.package_list_split(name, whole);
  END IF;
  IF whole LIKE 'l%' THEN
    IF i BETWEEN 1 AND substr(whole, 2)::integer THEN
      elements := ora.state_fetch(name || '/' || (i - 1) / 64);
      RETURN elements[(i - 1) % 64 + 1];
    END IF;
    RETURN ora.subscript_error(substr(whole, 2)::integer, i, most);
  END IF;
  elements := whole;
  IF i BETWEEN 1 AND cardinality(elements) THEN
    RETURN elements[i];
  END IF;
  RETURN ora.subscript_error(cardinality(elements), i, most);
END
$$;
