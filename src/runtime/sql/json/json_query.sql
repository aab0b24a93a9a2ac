-- JSON_QUERY: the object or array at a path as text; scalars and several values only with a wrapper ('WITH', 'CONDITIONAL', 'WITHOUT').
-- (SQL Language Reference, "JSON_QUERY")
CREATE FUNCTION ora.json_query(doc text, path text, wrapper text DEFAULT 'WITHOUT', on_empty text DEFAULT 'NULL', on_error text DEFAULT 'NULL')
RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  parsed json := ora.json_doc(doc);
  found json[];
  single boolean;
BEGIN
  IF doc IS NULL OR doc = '' THEN
    RETURN NULL;
  END IF;
  IF parsed IS NOT NULL THEN
    found := ora.json_items(parsed, path);
    single := cardinality(found) = 1 AND json_typeof(found[1]) IN ('object', 'array');
    IF cardinality(found) = 0 THEN
      RETURN CASE on_empty
        WHEN 'EMPTY ARRAY' THEN '[]'
        WHEN 'EMPTY OBJECT' THEN '{}'
        WHEN 'ERROR' THEN ora.raise(40462, 'JSON_QUERY evaluated to no value', NULL::text)
        ELSE CASE on_error WHEN 'ERROR' THEN ora.raise(40462, 'JSON_QUERY evaluated to no value', NULL::text) WHEN 'EMPTY ARRAY' THEN '[]' WHEN 'EMPTY OBJECT' THEN '{}' END
      END;
    ELSIF wrapper = 'WITH' OR wrapper = 'CONDITIONAL' AND NOT single THEN
      RETURN ora.json_text(to_json(found));
    ELSIF single THEN
      RETURN ora.json_text(found[1]);
    END IF;
  END IF;
  RETURN CASE on_error
    WHEN 'EMPTY ARRAY' THEN '[]'
    WHEN 'EMPTY OBJECT' THEN '{}'
    WHEN 'ERROR' THEN ora.raise(CASE WHEN parsed IS NULL THEN 40441 ELSE 40480 END, CASE WHEN parsed IS NULL THEN 'JSON syntax error' ELSE 'result cannot be returned without array wrapper' END, NULL::text)
  END;
END
$$;
