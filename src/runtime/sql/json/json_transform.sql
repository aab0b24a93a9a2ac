-- JSON_TRANSFORM: the document after one operation: set, replace, insert, append, prepend, remove or rename at a path of names and places such as [0]. The value
-- is JSON, NULL is null; of rename it is the new name. (SQL Language Reference, "JSON_TRANSFORM")
CREATE FUNCTION ora.json_transform(doc text, operation text, path text[], value text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  parsed json := ora.json_doc(doc);
  given json := ora.json_doc(coalesce(value, 'null'));
BEGIN
  IF doc IS NULL OR doc = '' THEN
    RETURN NULL;
  ELSIF parsed IS NULL OR given IS NULL THEN
    PERFORM ora.raise(40441, 'JSON syntax error');
  END IF;
  RETURN ora.json_changed(parsed, operation, path, ora.json_text(given));
END
$$;
