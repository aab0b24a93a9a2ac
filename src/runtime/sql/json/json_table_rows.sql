-- The rows of JSON_TABLE with ERROR ON ERROR: what is no JSON, and a path at which there is nothing, raise. (SQL Language Reference, "JSON_TABLE")
CREATE FUNCTION ora.json_table_rows(doc text, path text) RETURNS json[]
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  parsed json := ora.json_doc(doc);
  items json[];
BEGIN
  IF doc IS NULL OR doc = '' THEN
    RETURN NULL;
  ELSIF parsed IS NULL THEN
    PERFORM ora.raise(40441, 'JSON syntax error');
  END IF;
  items := ora.json_items(parsed, path);
  IF cardinality(items) = 0 THEN
    PERFORM ora.raise(40462, 'JSON_TABLE evaluated to no value');
  END IF;
  RETURN items;
END
$$;
