-- The number of JSON_VALUE, or of CAST with DEFAULT … ON CONVERSION ERROR, in NUMBER(digits, scale): rounded to the scale; what has too many digits is an error, which ON ERROR decides about.
-- (SQL Language Reference, "JSON_VALUE", "CAST", "NUMBER Data Type")
CREATE FUNCTION ora.json_number_fit(value numeric, digits integer, scale integer, on_error text DEFAULT 'NULL', error_default text DEFAULT NULL) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN value IS NULL OR abs(round(value, scale)) < power(10::numeric, digits - scale) THEN round(value, scale)
    WHEN on_error = 'ERROR' THEN ora.raise(1438, 'value larger than specified precision allowed for this column', NULL::numeric)
    WHEN on_error = 'DEFAULT' THEN ora.point_number(error_default)
  END
$$;
