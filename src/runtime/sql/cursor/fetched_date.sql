-- A column of a cursor whose query is not known, fetched into a DATE: a TIMESTAMP loses its fraction, text is read by NLS_DATE_FORMAT.
-- A number is no date. (PL/SQL Language Reference, "Implicit Data Type Conversion")
CREATE FUNCTION ora.fetched_date(written text, type text) RETURNS timestamp
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN type IN ('TIMESTAMP', 'TIMESTAMP_WTZ', 'DATE') OR type LIKE 'timestamp(%' THEN date_trunc('second', written::timestamp)
    WHEN type IN ('NUMERIC', 'INTEGER', 'BIGINT', 'SMALLINT', 'DOUBLE', 'REAL')
      THEN ora.raise(932, 'inconsistent datatypes: expected DATE got NUMBER', NULL::timestamp)
    ELSE ora.text_to_date(written)
  END
$$;
