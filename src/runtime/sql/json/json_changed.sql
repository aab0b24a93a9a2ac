-- A JSON value after an operation of JSON_TRANSFORM, as text. Members keep their places, new ones come last. What only
-- Oracle's relaxed paths find is refused: an element of what is no array, a member of an array's elements. What an operation does with what is missing or
-- there, where that is not its default, stands behind it: append_create, append_ignore, set_absent (what is there stays), remove_error.
CREATE FUNCTION ora.json_changed(node json, operation text, path text[], value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  word text := split_part(operation, '_', 1);
  handler text := split_part(operation, '_', 2);
  is_place boolean := path[1] LIKE '[%';
  kind text := json_typeof(node);
  keys text[];
  parts text[];
  at integer;
  found boolean;
BEGIN
  IF kind <> (CASE WHEN is_place THEN 'array' ELSE 'object' END) THEN
    IF word IN ('remove', 'rename', 'replace') AND handler = '' AND kind NOT IN ('array', 'object') AND path[1] <> '[0]' THEN
      RETURN ora.json_text(node);
    END IF;
    PERFORM ora.refused('OP2302 JSON_TRANSFORM: ' || path[1] || ' of JSON of type ' || kind || ' is not converted');
  ELSIF is_place THEN
    SELECT coalesce(array_agg(ora.json_text(e.value) ORDER BY e.i), '{}') INTO parts FROM json_array_elements(node) WITH ORDINALITY AS e (value, i);
    at := btrim(path[1], '[]')::integer + 1;
    found := at <= cardinality(parts);
  ELSE
    SELECT coalesce(array_agg(m.key ORDER BY m.i), '{}'), coalesce(array_agg(ora.json_text(m.value) ORDER BY m.i), '{}') INTO keys, parts
    FROM json_each(node) WITH ORDINALITY AS m (key, value, i);
    at := array_position(keys, path[1]);
    found := at IS NOT NULL;
    at := coalesce(at, cardinality(keys) + 1);
  END IF;
  IF cardinality(path) > 1 THEN
    IF found THEN
      parts[at] := ora.json_changed(parts[at]::json, operation, path[2:], value);
    ELSIF handler = 'error' THEN
      PERFORM ora.raise(40762, 'missing value in JSON_TRANSFORM (' || path[1] || ')');
    ELSIF word NOT IN ('remove', 'rename', 'replace') AND handler <> 'ignore' THEN
      PERFORM ora.refused('OP2302 JSON_TRANSFORM: ' || word || ' below ' || path[1] || ', which is not there, is not converted');
    END IF;
  ELSIF handler = 'error' AND NOT found THEN
    PERFORM ora.raise(40762, 'missing value in JSON_TRANSFORM (' || path[1] || ')');
  ELSIF operation = 'insert' AND found AND is_place THEN
    parts := parts[:at - 1] || value || parts[at:];
  ELSIF operation = 'insert' AND found THEN
    PERFORM ora.raise(40763, 'existing value in JSON_TRANSFORM (' || path[1] || ')');
  ELSIF word IN ('append', 'prepend') AND (found OR handler = '') THEN
    IF NOT found THEN
      PERFORM ora.raise(40762, 'missing value in JSON_TRANSFORM (' || path[1] || ')');
    ELSIF json_typeof(parts[at]::json) <> 'array' THEN
      PERFORM ora.refused('OP2302 JSON_TRANSFORM: ' || upper(word) || ' finds no array at ' || path[1]);
    END IF;
    IF word = 'append' THEN
      parts[at] := left(parts[at], -1) || (CASE WHEN parts[at] <> '[]' THEN ',' ELSE '' END) || value || ']';
    ELSE
      parts[at] := '[' || value || (CASE WHEN parts[at] <> '[]' THEN ',' ELSE '' END) || substr(parts[at], 2);
    END IF;
  ELSIF word IN ('set', 'insert') AND NOT (handler = 'absent' AND found) OR word = 'replace' AND found OR handler = 'create' THEN
    IF at > cardinality(parts) + 1 THEN
      PERFORM ora.refused('OP2302 JSON_TRANSFORM: the place ' || path[1] || ' behind the end of the array is not converted');
    END IF;
    parts[at] := CASE WHEN handler = 'create' THEN '[' || value || ']' ELSE value END;
    IF NOT is_place THEN
      keys[at] := path[1];
    END IF;
  ELSIF word = 'remove' AND found THEN
    parts := parts[:at - 1] || parts[at + 1:];
    keys := keys[:at - 1] || keys[at + 1:];
  ELSIF word = 'rename' AND found THEN
    IF is_place OR value::json #>> '{}' = ANY (keys) THEN
      PERFORM ora.refused('OP2302 JSON_TRANSFORM: RENAME of ' || path[1] || ' to ' || value || ' is not converted');
    END IF;
    keys[at] := value::json #>> '{}';
  END IF;
  IF is_place THEN
    RETURN '[' || array_to_string(parts, ',') || ']';
  END IF;
  RETURN '{' || coalesce((SELECT string_agg(to_json(m.key)::text || ':' || m.part, ',' ORDER BY m.i)
    FROM unnest(keys, parts) WITH ORDINALITY AS m (key, part, i)), '') || '}';
END
$$;
