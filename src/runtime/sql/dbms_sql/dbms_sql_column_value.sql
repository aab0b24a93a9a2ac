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
  END IF;
  value := result;
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_number_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements numeric[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, e.v::numeric FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_varchar2_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements varchar(4000)[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, nullif(e.v, '')::varchar(4000) FROM unnest(batch.k, ora.dbms_sql_texts(c, "position", batch.v)) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_date_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements timestamp(0)[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, ora.date_fit(e.v::timestamp) FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_clob_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements text[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, e.v::text FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_raw_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements bytea[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, e.v::bytea FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_blob_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements bytea[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, e.v::bytea FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_timestamp_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements timestamp(6)[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, e.v::timestamp(6) FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_binary_float_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements real[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, e.v::real FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_binary_double_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements double precision[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, e.v::double precision FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_timestamp_with_time_zone_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements timestamptz(6)[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, e.v::timestamptz(6) FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_timestamp_with_ltz_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements timestamptz(6)[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, e.v::timestamptz(6) FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_interval_day_to_second_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements interval[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, e.v::interval FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;

-- The same for an array: what was fetched last joins what it has.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value ora.dbms_sql_interval_year_to_month_table)
LANGUAGE plpgsql
AS $$
DECLARE
  batch record := ora.dbms_sql_batch(c, "position");
  keys integer[];
  elements interval[];
BEGIN
  SELECT coalesce(array_agg(x.k ORDER BY x.k), '{}'), coalesce(array_agg(x.v ORDER BY x.k), '{}') INTO keys, elements
  FROM (
    SELECT e.k, e.v::interval FROM unnest(batch.k, batch.v) AS e (k, v)
    UNION ALL SELECT o.k, o.v FROM unnest((value).k, (value).v) AS o (k, v) WHERE o.k <> ALL (batch.k)
  ) AS x (k, v);
  value := ROW(keys, elements);
END
$$;
