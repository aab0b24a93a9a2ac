-- Dot notation: a scalar as text, an object or array as JSON, several values as an array of them, nothing as NULL.
-- (JSON Developer's Guide, "Simple Dot-Notation Access to JSON Data")
CREATE FUNCTION ora.json_dot(doc text, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  found json[] := ora.json_items(ora.json_doc(doc), path);
BEGIN
  CASE coalesce(cardinality(found), 0)
    WHEN 0 THEN RETURN NULL;
    WHEN 1 THEN
      RETURN CASE WHEN json_typeof(found[1]) IN ('object', 'array') THEN ora.json_text(found[1]) ELSE nullif(found[1] #>> '{}', '') END;
    ELSE RETURN ora.json_text(to_json(found));
  END CASE;
END
$$;
