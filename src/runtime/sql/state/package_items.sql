-- An index of a small associative array of a package, for who reads its elements again and again: after the text of the array itself, which tells
-- whether it is still the same, each key and value between characters of control. It is made when the same array is asked for the second time;
-- one that holds such characters has none. Out: the parameter's new value.
CREATE FUNCTION ora.package_items(name text, copied text, items text, k text[], v text[]) RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
  IF starts_with(items, copied) AND octet_length(items) > octet_length(copied) THEN
    RETURN items;
  ELSIF items IS DISTINCT FROM copied THEN
    RETURN set_config(ora.setting_key('items.' || name), copied, true);
  ELSIF translate(copied, E'\x1D\x1E\x1F', '') <> copied THEN
    RETURN items;
  END IF;
  RETURN set_config(ora.setting_key('items.' || name), copied || E'\x1E' || (
    SELECT coalesce(string_agg(e.key || E'\x1F' || coalesce(e.value, E'\x1D'), E'\x1E'), '') FROM unnest(k, v) AS e(key, value)) || E'\x1E', true);
END
$$;
