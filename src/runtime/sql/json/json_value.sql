-- JSON_VALUE: the scalar at a path as text. `on_empty` and `on_error` are 'NULL', 'ERROR' or 'DEFAULT'; an object, an array, several values
-- and what is no JSON are errors. (SQL Language Reference, "JSON_VALUE")
CREATE FUNCTION ora.json_value(
  doc text, path text, on_empty text DEFAULT 'NULL', empty_default text DEFAULT NULL, on_error text DEFAULT 'NULL', error_default text DEFAULT NULL
) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  parsed jsonb := ora.json_parse(doc);
  found jsonb[];
  -- In lower case as the dot notation has it, or as a path writes it.
  method text := lower(substring(path FROM '\.\s*(upper|lower|length|string|number|boolean|date|timestamp|count|sum|avg'
    '|(?:string|number|boolean)[oO]nly|(?:min|max)(?:[nN]umber|[sS]tring))\s*\(\s*\)\s*$'));
BEGIN
  IF doc IS NULL OR doc = '' THEN
    RETURN NULL;
  END IF;
  IF parsed IS NOT NULL THEN
    IF path ~ '\.\.' AND method IS NULL THEN
      -- A descendant step, which a path of PostgreSQL has not.
      found := ARRAY(SELECT v::jsonb FROM unnest(ora.json_items(parsed::json, path)) AS v);
    ELSIF method IS NULL THEN
      found := ARRAY(SELECT jsonb_path_query(parsed, path::jsonpath, '{}', true));
    ELSIF method = 'count' THEN
      -- How many values there are, whatever they are.
      found := ARRAY(
        SELECT to_jsonb(count(*)) FROM jsonb_path_query(parsed, regexp_replace(path, '\.[^.]*$', '')::jsonpath, '{}', true) HAVING count(*) > 0);
    ELSE
      -- Of an array each element.
      found := ARRAY(SELECT jsonb_path_query(parsed, (regexp_replace(path, '\.[^.]*$', '') || '[*]')::jsonpath, '{}', true));
      IF method NOT IN ('sum', 'avg') AND method !~ '^(min|max)' THEN
        found := ARRAY(SELECT ora.json_method(v, method) FROM unnest(found) AS v);
      ELSIF cardinality(found) > 0 THEN
        found := ARRAY[ora.json_aggregate(found, method)];
      END IF;
    END IF;
    IF cardinality(found) = 1 AND jsonb_typeof(found[1]) NOT IN ('object', 'array') THEN
      RETURN nullif(found[1] #>> '{}', '');
    END IF;
    IF cardinality(found) = 0 THEN
      IF on_empty = 'DEFAULT' THEN
        RETURN empty_default;
      ELSIF on_empty = 'ERROR' OR on_error = 'ERROR' AND on_empty <> 'NULL ON EMPTY' THEN
        PERFORM ora.raise(40462, 'JSON_VALUE evaluated to no value', NULL::text);
      END IF;
      RETURN CASE WHEN on_error = 'DEFAULT' AND on_empty <> 'NULL ON EMPTY' THEN error_default END;
    END IF;
  END IF;
  IF on_error = 'ERROR' THEN
    IF parsed IS NULL THEN
      PERFORM ora.raise(40441, 'JSON syntax error', NULL::text);
    ELSIF cardinality(found) > 1 THEN
      PERFORM ora.raise(40470, 'JSON_VALUE evaluated to multiple values', NULL::text);
    ELSIF found[1] IS NULL THEN
      -- A method takes no such value, so the path leads to none.
      PERFORM ora.raise(40462, 'JSON_VALUE evaluated to no value', NULL::text);
    END IF;
    PERFORM ora.raise(40456, 'JSON_VALUE evaluated to non-scalar value', NULL::text);
  END IF;
  RETURN CASE WHEN on_error = 'DEFAULT' THEN error_default END;
END
$$;
