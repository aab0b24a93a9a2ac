-- Makes an index of a small associative array of a package, for who reads its elements again and again: after the generation of the copies
-- (ora.package_get) each key and value between characters of control. What sets the array empties it. It is made when the same array is asked for the
-- second time; one that holds such characters, or an empty text, has none. Nothing stands for an element that is NULL.
CREATE FUNCTION ora.package_items(name text, k text[], v text[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  parameter text := ora.setting_key('items.' || name);
  items text := current_setting(parameter, true);
  generation text;
BEGIN
  IF NOT ora.state_trusted() THEN
    RETURN;
  END IF;
  generation := current_setting('ora.state_generation');
  IF items = generation || 'none' THEN
    RETURN;
  ELSIF items IS DISTINCT FROM generation || 'once' THEN
    items := 'once';
  ELSIF array_to_string(k || v, '') ~ '[\x1D\x1E\x1F]' OR '' = ANY (v) THEN
    items := 'none';
  ELSE
    items := E'\x1E' || (
      SELECT coalesce(string_agg(e.key || E'\x1F' || coalesce(e.value, ''), E'\x1E'), '') FROM unnest(k, v) AS e(key, value)) || E'\x1E';
  END IF;
  PERFORM set_config(parameter, generation || items, true);
END
$$;
