-- An item method at the end of a path. (JSON Developer's Guide, "SQL/JSON Path Expression Item Methods")
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
    ELSE RETURN v;
  END CASE;
END
$$;
