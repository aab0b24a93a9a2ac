-- DBMS_SQL.DESCRIBE_COLUMNS: of a parsed query. Bind variables without a value count as NULL here.
CREATE PROCEDURE ora.dbms_sql_describe_columns(c integer, OUT col_cnt integer, OUT desc_t ora.dbms_sql_desc_rec[])
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_converted(ora.dbms_sql_cursor(c));
BEGIN
  SELECT d.describes INTO desc_t FROM ora.dbms_sql_columns(ora.dbms_sql_bound(cursor_state ->> 'sql',
    coalesce((SELECT jsonb_object_agg(t.bind, 'NULL') FROM ora.dbms_sql_tokens(cursor_state ->> 'sql') AS t WHERE t.bind IS NOT NULL), '{}')
    || coalesce(cursor_state -> 'binds', '{}'))) AS d;
  col_cnt := cardinality(desc_t);
END
$$;
