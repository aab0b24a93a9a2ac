-- GET_KEYS: the keys of an object in order; NULL of one without keys.
CREATE FUNCTION ora.json_keys(element ora.json_element) RETURNS text[]
LANGUAGE plpgsql
AS $$
DECLARE
  parts text[] := ora.json_parts(ora.json_held(element));
BEGIN
  RETURN NULLIF(ARRAY(SELECT parts[2 * i - 1] FROM generate_series(1, cardinality(parts) / 2) AS i ORDER BY i), '{}');
END
$$;
