-- The number of a scalar, also of a text that is one; else NULL.
CREATE FUNCTION ora.json_decimal(element ora.json_element) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN ora.json_string(element) ~ '^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$' THEN ora.json_string(element)::numeric END
$$;
