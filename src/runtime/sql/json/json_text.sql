-- A JSON value as Oracle writes it: without blanks.
CREATE FUNCTION ora.json_text(v jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  CASE jsonb_typeof(v)
    WHEN 'object' THEN
      RETURN '{' || coalesce((SELECT string_agg(to_json(m.key)::text || ':' || ora.json_text(m.value), ',') FROM jsonb_each(v) AS m), '') || '}';
    WHEN 'array' THEN
      RETURN '[' || coalesce((
        SELECT string_agg(ora.json_text(e.value), ',' ORDER BY e.i) FROM jsonb_array_elements(v) WITH ORDINALITY AS e(value, i)), '') || ']';
    ELSE
      RETURN v::text;
  END CASE;
END
$$;
