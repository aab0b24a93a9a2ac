-- A JSON value as PRETTY lays it out: a member or element a line, two blanks a level, the value of a member below its key where it is an object or array.
CREATE FUNCTION ora.json_pretty(v json, margin text DEFAULT '') RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  inner_margin text := margin || '  ';
BEGIN
  CASE json_typeof(v)
    WHEN 'object' THEN
      RETURN E'{\n' || coalesce((
        SELECT string_agg(
          inner_margin || to_json(m.key)::text || ' :'
            || CASE WHEN json_typeof(m.value) IN ('object', 'array') THEN E'\n' || inner_margin ELSE ' ' END
            || ora.json_pretty(m.value, inner_margin), E',\n' ORDER BY m.i) || E'\n'
        FROM json_each(v) WITH ORDINALITY AS m(key, value, i)), '') || margin || '}';
    WHEN 'array' THEN
      RETURN E'[\n' || coalesce((
        SELECT string_agg(inner_margin || ora.json_pretty(e.value, inner_margin), E',\n' ORDER BY e.i) || E'\n'
        FROM json_array_elements(v) WITH ORDINALITY AS e(value, i)), '') || margin || ']';
    ELSE
      RETURN btrim(v::text, E' \t\r\n');
  END CASE;
END
$$;
