-- DBMS_XMLGEN.GETXML: the rows as ROWSET and ROW, columns by name; NULL where there are no rows.
-- The two tags are left out where they were set to NULL.
CREATE FUNCTION ora.dbms_xmlgen_getxml(ctx numeric, dtdorschema integer DEFAULT 0) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.state_get('xmlgen:' || ctx::integer);
  source refcursor := known ->> 'cursor';
  row_tag text := known ->> 'row';
  outer_tag text := known ->> 'rowset';
  item record;
  result text;
  done integer;
BEGIN
  IF dtdorschema <> 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 DBMS_XMLGEN.GETXML with a DTD or schema has no equal in PostgreSQL';
  ELSIF source IS NULL THEN
    OPEN source FOR EXECUTE ora.dbms_sql_bound(known ->> 'query', coalesce(known -> 'binds', '{}'));
    PERFORM ora.dbms_xmlgen_set(ctx, 'cursor', to_jsonb(source::text));
  END IF;
  FOR i IN 1 .. coalesce((known ->> 'skip')::integer, 0) LOOP
    FETCH source INTO item;
  END LOOP;
  SELECT r.written, r.done INTO result, done
  FROM ora.dbms_xmlgen_rows(source, known, row_tag, CASE WHEN outer_tag IS NULL THEN '' ELSE ' ' END, coalesce((known ->> 'max')::integer, 2147483647)) AS r;
  PERFORM ora.dbms_xmlgen_set(ctx, 'done', to_jsonb(done));
  RETURN CASE WHEN done > 0 THEN E'<?xml version="1.0"?>\n' || coalesce('<' || outer_tag || E'>\n' || result || '</' || outer_tag || E'>\n', result) END;
EXCEPTION
  WHEN invalid_cursor_name OR assert_failure THEN
    RAISE;
  WHEN OTHERS THEN
    PERFORM ora.raise(19202, E'Error occurred in XML processing\n' || CASE WHEN SQLERRM ~ '^ORA-' THEN SQLERRM ELSE ora.sqlerrm(ora.err_new(SQLSTATE, SQLERRM)) END);
END
$$;

CREATE FUNCTION ora.dbms_xmlgen_getxml(sqlquery text, dtdorschema integer DEFAULT 0) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  ctx numeric := ora.dbms_xmlgen_newcontext(sqlquery);
  result text := ora.dbms_xmlgen_getxml(ctx, dtdorschema);
BEGIN
  CALL ora.dbms_xmlgen_closecontext(ctx);
  RETURN result;
END
$$;
