-- JSON_TRANSFORM, KEEP: the members of these names. (SQL Language Reference, "JSON_TRANSFORM")
CREATE FUNCTION ora.json_keep_members(doc text, names text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  parsed json := ora.json_doc(doc);
BEGIN
  IF doc IS NULL OR doc = '' THEN
    RETURN NULL;
  ELSIF parsed IS NULL THEN
    PERFORM ora.raise(40441, 'JSON syntax error');
  ELSIF json_typeof(parsed) <> 'object' THEN
    PERFORM ora.refused('OP2302 JSON_TRANSFORM: KEEP of JSON of type ' || json_typeof(parsed) || ' is not converted');
  END IF;
  RETURN '{' || coalesce((SELECT string_agg(to_json(m.key)::text || ':' || ora.json_text(m.value), ',' ORDER BY m.i)
    FROM json_each(parsed) WITH ORDINALITY AS m (key, value, i) WHERE m.key = ANY (names)), '') || '}';
END
$$;
