-- A column's value as Oracle converts it to text, by its type. DATE and TIMESTAMP are one type in PostgreSQL: the query, whose column at this place it
-- is, tells them apart; where it does not, for a function of a column, a value without a fraction is taken for a DATE. (PL/SQL Language Reference, "Implicit Data Type Conversion")
CREATE FUNCTION ora.shown(value anyelement, place integer, query text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  type text := pg_typeof(value)::text;
  digits integer;
BEGIN
  IF value IS NULL THEN
    RETURN NULL;
  END IF;
  CASE
    WHEN type IN ('numeric', 'integer', 'bigint', 'smallint') THEN
      RETURN ora.session_decimal(ora.number_text(value::text::numeric));
    WHEN type = 'double precision' THEN
      RETURN ora.session_decimal(ora.binary_double_text(value::text::double precision));
    WHEN type = 'real' THEN
      RETURN ora.session_decimal(ora.binary_float_text(value::text::real));
    WHEN type = 'bytea' THEN
      RETURN ora.rawtohex(value::text::bytea);
    -- format() keeps the blanks.
    WHEN type = 'character' THEN
      RETURN format('%s', value);
    WHEN type = 'date' THEN
      RETURN ora.date_text(value::text::timestamp);
    WHEN type = 'timestamp without time zone' THEN
      digits := substring((ora.query_columns(query, place))[place] FROM '^timestamp\((\d)\) without time zone$');
      digits := coalesce(digits, CASE WHEN value::text ~ '\.' THEN 6 ELSE 0 END);
      RETURN CASE digits WHEN 0 THEN ora.date_text(value::text::timestamp) ELSE ora.timestamp_text(value::text::timestamp, digits) END;
    WHEN type LIKE 'timestamp%' OR type = 'interval' THEN
      RETURN ora.refused('OP3001 A timestamp with time zone or an interval is fetched into text from a query that is not known here')::text;
    ELSE
      RETURN value::text;
  END CASE;
END
$$;
