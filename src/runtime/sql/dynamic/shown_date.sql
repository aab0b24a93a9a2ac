-- A column's value as Oracle converts it to DATE: a TIMESTAMP loses its fraction, text is read by NLS_DATE_FORMAT.
CREATE FUNCTION ora.shown_date(value anyelement) RETURNS timestamp
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN pg_typeof(value)::text ~ '^(date|timestamp)' THEN date_trunc('second', value::text::timestamp)
    WHEN pg_typeof(value)::text ~ '^(numeric|integer|bigint|smallint|real|double)'
      THEN ora.raise(932, 'inconsistent datatypes: expected DATE got NUMBER', NULL::timestamp)
    ELSE ora.text_to_date(value::text)
  END
$$;
