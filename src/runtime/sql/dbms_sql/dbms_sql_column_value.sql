-- DBMS_SQL.COLUMN_VALUE: a column of the row fetched last, in the type of the variable. A text variable gets a number, date or RAW
-- as Oracle converts it. ORA-01007 when there is no such column, or it was not defined, ORA-06562
-- when it was defined by a variable of another kind.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value anyelement)
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
  size integer := cursor_state -> 'sizes' ->> "position"::text;
  result text;
BEGIN
  IF cursor_state -> 'types' ->> "position" - 1 IS NULL OR "position" < 1 OR (cursor_state -> 'sizes' ? "position"::text) IS NOT TRUE THEN
    PERFORM ora.raise(1007);
  ELSIF cursor_state -> 'defined' ->> "position"::text <> ora.dbms_sql_category(pg_typeof(value)) THEN
    PERFORM ora.raise(6562);
  END IF;
  result := (ora.state_get('dbms_sql_row:' || c)::text[])["position"];
  IF pg_typeof(value) IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype) THEN
    result := nullif(left((ora.dbms_sql_texts(c, "position", ARRAY[result]))[1], coalesce(size, 32767)), '');
  ELSIF pg_typeof(value) = 'integer'::regtype THEN
    result := ora.pls_integer(result::numeric);
  END IF;
  value := result;
END
$$;

-- @each table | element | value | values
-- @of number_table | numeric | e.v::numeric | batch.v
-- @of varchar2_table | varchar(4000) | nullif(e.v, '')::varchar(4000) | ora.dbms_sql_texts(c, "position", batch.v)
-- @of varchar2a | varchar(32767) | nullif(e.v, '')::varchar(32767) | ora.dbms_sql_texts(c, "position", batch.v)
-- @of urowid_table | text | e.v::text | batch.v
-- @of date_table | timestamp(0) | ora.date_fit(e.v::timestamp) | batch.v
-- @of clob_table | text | e.v::text | batch.v
-- @of raw_table | bytea | e.v::bytea | batch.v
-- @of blob_table | bytea | e.v::bytea | batch.v
-- @of timestamp_table | timestamp(6) | e.v::timestamp(6) | batch.v
-- @of binary_float_table | real | e.v::real | batch.v
-- @of binary_double_table | double precision | e.v::double precision | batch.v
-- @of timestamp_with_time_zone_table | timestamptz(6) | e.v::timestamptz(6) | batch.v
-- @of timestamp_with_ltz_table | timestamptz(6) | e.v::timestamptz(6) | batch.v
-- @of interval_day_to_second_table | interval | e.v::interval | batch.v
-- @of interval_year_to_month_table | interval | e.v::interval | batch.v
-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_{table})
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements {element}[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, {value} FROM unnest(batch.k, {values}) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;
