-- The ISO 8601 date or time that JSON_VALUE returns as DATE or TIMESTAMP; with a zone that of UTC. What is none is an error, which ON ERROR decides
-- about. (JSON Developer's Guide, "ISO 8601 Date and Time Support")
CREATE FUNCTION ora.json_timestamp(value text, on_error text DEFAULT 'NULL', error_default text DEFAULT NULL) RETURNS timestamp
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF value ~ '^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?$' THEN
    RETURN value::timestamp;
  ELSIF value ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$' THEN
    RETURN value::timestamptz AT TIME ZONE 'UTC';
  ELSIF value IS NULL THEN
    RETURN NULL;
  END IF;
  RAISE datetime_field_overflow;
EXCEPTION WHEN data_exception THEN
  IF on_error = 'ERROR' THEN
    RETURN ora.raise(1861, 'literal does not match format string', NULL::timestamp);
  ELSIF on_error = 'DEFAULT' THEN
    RETURN error_default::timestamp;
  END IF;
  RETURN NULL;
END
$$;
