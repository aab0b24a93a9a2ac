-- A column of a cursor whose query is not known, fetched into text: what PostgreSQL writes for the column's type (ora.fetched_columns) as Oracle writes
-- it. A timestamp is a DATE or a TIMESTAMP, which differ as text; where nothing tells which, it is refused. (PL/SQL Language Reference, "Implicit Data Type Conversion")
CREATE FUNCTION ora.fetched_text(written text, type text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF written IS NULL OR type IS NULL THEN
    RETURN written;
  END IF;
  CASE
    WHEN type IN ('NUMERIC', 'INTEGER', 'BIGINT', 'SMALLINT') THEN
      RETURN ora.session_decimal(ora.number_text(written::numeric));
    WHEN type = 'DOUBLE' THEN
      RETURN ora.session_decimal(ora.binary_double_text(written::double precision));
    WHEN type = 'REAL' THEN
      RETURN ora.session_decimal(ora.binary_float_text(written::real));
    WHEN type LIKE '%.bytea' THEN
      RETURN ora.rawtohex(written::bytea);
    WHEN type LIKE 'character(%' THEN
      RETURN rpad(written, substring(type FROM '\d+')::integer);
    WHEN type = 'timestamp(0)' THEN
      RETURN ora.date_text(written::timestamp);
    WHEN type LIKE 'timestamp(%' THEN
      RETURN ora.timestamp_text(written::timestamp, substring(type FROM '\d')::integer);
    WHEN type IN ('TIMESTAMP', 'TIMESTAMP_WTZ', 'DATE') OR type LIKE '%.interval' THEN
      PERFORM ora.refused('OP3001 A date, timestamp or interval is fetched into text from a cursor whose query is not known here');
    ELSE
      RETURN written;
  END CASE;
END
$$;
