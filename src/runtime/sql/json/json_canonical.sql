-- JSON as the object types write it: without blanks, numbers and characters without escapes that JSON does not ask for.
CREATE FUNCTION ora.json_canonical(v json) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  CASE json_typeof(v)
    WHEN 'object' THEN
      RETURN '{' || coalesce((
        SELECT string_agg(to_json(m.key)::text || ':' || ora.json_canonical(m.value), ',' ORDER BY m.i)
        FROM json_each(v) WITH ORDINALITY AS m(key, value, i)), '') || '}';
    WHEN 'array' THEN
      RETURN '[' || coalesce((
        SELECT string_agg(ora.json_canonical(e.value), ',' ORDER BY e.i) FROM json_array_elements(v) WITH ORDINALITY AS e(value, i)), '') || ']';
    WHEN 'string' THEN
      RETURN to_json(v #>> '{}')::text;
    WHEN 'number' THEN
      RETURN ora.json_number((v #>> '{}')::numeric);
    ELSE
      RETURN btrim(v::text, E' \t\r\n');
  END CASE;
END
$$;
