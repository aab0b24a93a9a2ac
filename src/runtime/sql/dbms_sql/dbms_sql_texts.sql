-- Values of a column of a cursor number as Oracle converts them to VARCHAR2: numbers, dates, RAW, CHAR with its blanks. Intervals are refused.
CREATE FUNCTION ora.dbms_sql_texts(c integer, "position" integer, vals text[]) RETURNS text[]
LANGUAGE plpgsql
AS $$
DECLARE
  type_name text := ora.dbms_sql_cursor(c) -> 'types' ->> "position" - 1;
BEGIN
  RETURN ARRAY(
    SELECT CASE
      WHEN type_name ~ '^(numeric|integer|bigint|smallint)' THEN ora.session_decimal(ora.number_text(x.v::numeric))
      WHEN type_name = 'timestamp(0) without time zone' OR type_name = 'timestamp without time zone' AND x.v !~ '\.' THEN ora.date_text(x.v::timestamp)
      WHEN type_name ~ '^timestamp.* without time zone$' THEN ora.timestamp_text(x.v::timestamp, coalesce(substring(type_name FROM '\d')::integer, 6))
      WHEN type_name = 'double precision' THEN ora.session_decimal(ora.binary_double_text(x.v::double precision))
      WHEN type_name = 'real' THEN ora.session_decimal(ora.binary_float_text(x.v::real))
      -- PostgreSQL does not keep the precision, by which Oracle writes it.
      WHEN type_name ~ '^interval' THEN CASE WHEN x.v IS NOT NULL AND ora.refused('OP3001 An interval is fetched into text by DBMS_SQL') THEN '' END
      WHEN type_name ~ '^timestamp.* with time zone$' THEN ora.timestamptz_text(x.v::timestamptz)
      WHEN type_name = 'bytea' THEN upper(substr(x.v, 3))
      -- Whose blanks the row of texts has lost.
      WHEN type_name ~ '^character\(' THEN rpad(x.v, substring(type_name FROM '[0-9]+')::integer)
      ELSE x.v
    END
    FROM unnest(vals) WITH ORDINALITY AS x (v, n) ORDER BY x.n);
END
$$;
