-- JSON_EXISTS with ON ERROR: 'TRUE' or 'ERROR' decides about what is no JSON. (SQL Language Reference, "JSON_EXISTS Condition")
CREATE FUNCTION ora.json_exists_or(on_error text, doc text, path text, variables jsonb DEFAULT '{}') RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE
    WHEN doc IS NULL OR doc = '' OR ora.json_doc(doc) IS NOT NULL THEN ora.json_exists(doc, path, variables)
    WHEN on_error = 'TRUE' THEN true
    ELSE ora.raise(40441, 'JSON syntax error', NULL::boolean)
  END
$$;
