-- RENAME_KEY: the value keeps its place.
CREATE FUNCTION ora.json_rename_key(element ora.json_element, old_key text, new_key text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  parts text[] := ora.json_parts(ora.json_held(element));
  place integer := ora.json_place(parts, old_key);
BEGIN
  IF place IS NOT NULL THEN
    parts[place - 1] := new_key;
    PERFORM ora.json_keep(element, 'o' || parts::text);
  END IF;
END
$$;
