-- DBMS_SQL.TO_CURSOR_NUMBER: an open cursor variable as a cursor number, which goes on behind the rows fetched so far. Its columns are those of its
-- query; where that names variables, those of the portal, which knows no lengths and precisions, with those that the query has without the variables.
CREATE FUNCTION ora.dbms_sql_to_cursor_number(rc refcursor) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  c integer;
  query text;
  types text[];
BEGIN
  query := ora.cursor_query(rc::text);
  IF query IS NULL THEN
    PERFORM ora.raise(1001);
  END IF;
  query := regexp_replace(regexp_replace(query, '[;\s]+$', ''), '\$[0-9]+', 'NULL', 'g');
  BEGIN
    SELECT d.types INTO types FROM ora.dbms_sql_columns(query) AS d;
  EXCEPTION WHEN OTHERS THEN
    query := ora.dbms_sql_portal_shape(rc, ora.dbms_sql_known_types(query));
    SELECT d.types INTO types FROM ora.dbms_sql_columns(query) AS d;
  END;
  c := ora.dbms_sql_open_cursor();
  PERFORM ora.state_set('dbms_sql:' || c,
    jsonb_build_object('sql', query, 'kind', 'query', 'types', to_jsonb(types), 'rows', 0, 'portal', rc::text)::text);
  PERFORM ora.state_set('dbms_sql:row_count', '0');
  RETURN c;
END
$$;
