-- A JSON value as Oracle writes it: without blanks, members in the order of the document.
CREATE FUNCTION ora.json_text(v json) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  CASE json_typeof(v)
    WHEN 'object' THEN
      RETURN '{' || coalesce((
        SELECT string_agg(to_json(m.key)::text || ':' || ora.json_text(m.value), ',' ORDER BY m.i)
        FROM json_each(v) WITH ORDINALITY AS m(key, value, i)), '') || '}';
    WHEN 'array' THEN
      RETURN '[' || coalesce((
        SELECT string_agg(ora.json_text(e.value), ',' ORDER BY e.i) FROM json_array_elements(v) WITH ORDINALITY AS e(value, i)), '') || ']';
    ELSE
      RETURN btrim(v::text, E' \t\r\n');
  END CASE;
END
$$;
