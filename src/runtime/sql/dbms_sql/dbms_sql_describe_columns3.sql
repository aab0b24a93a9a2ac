-- DBMS_SQL.DESCRIBE_COLUMNS3: as DESCRIBE_COLUMNS, with the names of types that are users' own.
CREATE PROCEDURE ora.dbms_sql_describe_columns3(c integer, OUT col_cnt integer, OUT desc_t ora.dbms_sql_desc_rec3[])
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_converted(ora.dbms_sql_cursor(c));
BEGIN
  SELECT ARRAY(
    SELECT ROW(u.col_type, u.col_max_len, u.col_name, u.col_name_len, u.col_schema_name, u.col_schema_name_len, u.col_precision, u.col_scale,
      u.col_charsetid, u.col_charsetform, u.col_null_ok, u.user_type, coalesce(octet_length(u.user_type), 0))::ora.dbms_sql_desc_rec3
    FROM unnest(d.describes, d.user_types) WITH ORDINALITY AS u(col_type, col_max_len, col_name, col_name_len, col_schema_name, col_schema_name_len,
      col_precision, col_scale, col_charsetid, col_charsetform, col_null_ok, user_type, i) ORDER BY u.i)
  INTO desc_t
  FROM ora.dbms_sql_columns(ora.dbms_sql_bound(cursor_state ->> 'sql',
    coalesce((SELECT jsonb_object_agg(t.bind, 'NULL') FROM ora.dbms_sql_tokens(cursor_state ->> 'sql') AS t WHERE t.bind IS NOT NULL), '{}')
    || coalesce(cursor_state -> 'binds', '{}'))) AS d;
  col_cnt := cardinality(desc_t);
END
$$;
