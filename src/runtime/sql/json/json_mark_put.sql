-- Marks an object or array, and those that the session holds of its parts, as put into another one.
CREATE FUNCTION ora.json_mark_put(element ora.json_element) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  content text := ora.json_held(element);
  parts text[];
BEGIN
  PERFORM ora.state_set('json' || element, 'c' || content);
  IF content ~ '^[oa]' THEN
    parts := ora.json_parts(content);
    -- Of an object every second part is a value.
    FOR i IN 1 .. cardinality(parts) LOOP
      IF parts[i] LIKE '@%' AND (content LIKE 'a%' OR i % 2 = 0) THEN
        PERFORM ora.json_mark_put(parts[i]);
      END IF;
    END LOOP;
  END IF;
END
$$;
