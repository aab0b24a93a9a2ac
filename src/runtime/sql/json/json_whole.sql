-- The JSON text of an element: TO_STRING, TO_CLOB, STRINGIFY.
CREATE FUNCTION ora.json_whole(element ora.json_element) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  content text := ora.json_held(element);
  parts text[];
BEGIN
  CASE left(content, 1)
    WHEN 'o' THEN
      parts := ora.json_parts(content);
      RETURN '{' || coalesce((
        SELECT string_agg(to_json(parts[2 * i - 1])::text || ':' || ora.json_whole(parts[2 * i]), ',' ORDER BY i)
        FROM generate_series(1, cardinality(parts) / 2) AS i), '') || '}';
    WHEN 'a' THEN
      RETURN '[' || coalesce((
        SELECT string_agg(ora.json_whole(e), ',' ORDER BY i) FROM unnest(ora.json_parts(content)) WITH ORDINALITY AS p(e, i)), '') || ']';
    ELSE
      RETURN content;
  END CASE;
END
$$;
