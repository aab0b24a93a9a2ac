-- The text of JSON_VALUE in VARCHAR2(size), which never has more than 4,000 bytes: what is longer is an error, which ON ERROR decides about.
-- (SQL Language Reference, "JSON_VALUE")
CREATE FUNCTION ora.json_fit(value text, size integer, on_error text DEFAULT 'NULL', error_default text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN value IS NULL OR CASE WHEN size < 4000 THEN length(value) ELSE octet_length(value) END <= size THEN value
    WHEN on_error = 'ERROR' THEN ora.raise(40478, 'output value too large (maximum: ' || size || ')', NULL::text)
    WHEN on_error = 'DEFAULT' THEN error_default
  END
$$;
