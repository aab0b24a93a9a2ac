-- An item method at the end of a path, in lower case; NULL where the value is none that it takes. (JSON Developer's Guide, "SQL/JSON Path
-- Expression Item Methods")
CREATE FUNCTION ora.json_method(v jsonb, method text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  value text := v #>> '{}';
BEGIN
  CASE method
    WHEN 'upper' THEN RETURN to_jsonb(upper(value));
    WHEN 'lower' THEN RETURN to_jsonb(lower(value));
    WHEN 'length' THEN RETURN to_jsonb(length(value));
    WHEN 'number' THEN RETURN CASE WHEN value ~ '^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$' THEN to_jsonb(value::numeric) END;
    WHEN 'numberonly', 'stringonly', 'booleanonly' THEN RETURN CASE WHEN jsonb_typeof(v) || 'only' = method THEN v END;
    ELSE RETURN v;
  END CASE;
END
$$;
