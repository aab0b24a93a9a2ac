-- The number of JSON_VALUE as BINARY_DOUBLE, whatever NLS_NUMERIC_CHARACTERS says; infinite beyond its range. What is no number is an error, which
-- ON ERROR decides about. (SQL Language Reference, "JSON_VALUE")
CREATE FUNCTION ora.json_double(value text, on_error text DEFAULT 'NULL', error_default text DEFAULT NULL) RETURNS double precision
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF value IS NULL THEN
    RETURN NULL;
  ELSIF value ~ '^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,6})?\s*$' THEN
    RETURN value::double precision;
  ELSIF on_error = 'ERROR' THEN
    PERFORM ora.number_error(1722);
  END IF;
  RETURN CASE WHEN on_error = 'DEFAULT' THEN ora.json_double(error_default, 'ERROR') END;
EXCEPTION
  WHEN numeric_value_out_of_range THEN
    RETURN CASE WHEN value ~* 'e-' OR value ~ '^\s*[+-]?0*\.' THEN 0 WHEN value ~ '^\s*-' THEN '-Infinity'::double precision ELSE 'Infinity' END;
END
$$;
