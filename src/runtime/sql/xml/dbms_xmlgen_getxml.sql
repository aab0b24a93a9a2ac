-- DBMS_XMLGEN.GETXML: the rows as ROWSET and ROW, columns by name; NULL where there are no rows. Numbers and dates as Oracle writes them.
CREATE FUNCTION ora.dbms_xmlgen_getxml(ctx numeric, dtdorschema integer DEFAULT 0) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.state_get('xmlgen:' || ctx::integer);
  source refcursor := known ->> 'cursor';
  types text[];
  item record;
  result text := '';
  done integer := 0;
BEGIN
  IF dtdorschema <> 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 DBMS_XMLGEN.GETXML with a DTD or schema has no equal in PostgreSQL';
  ELSIF source IS NULL THEN
    OPEN source FOR EXECUTE ora.dbms_sql_bound(known ->> 'query', coalesce(known -> 'binds', '{}'));
    PERFORM ora.dbms_xmlgen_set(ctx, 'cursor', to_jsonb(source::text));
  END IF;
  types := ARRAY(SELECT m[1] FROM regexp_matches(cursor_to_xmlschema(source, true, true, '')::text, '<xsd:element name="[^"]*" type="([^"]*)" nillable', 'g') WITH ORDINALITY AS t(m, i) ORDER BY i);
  FOR i IN 1 .. coalesce((known ->> 'skip')::integer, 0) LOOP
    FETCH source INTO item;
  END LOOP;
  LOOP
    EXIT WHEN done >= coalesce((known ->> 'max')::integer, 2147483647);
    FETCH source INTO item;
    EXIT WHEN NOT FOUND;
    done := done + 1;
    result := result || format(E' <%s>\n', known ->> 'row') || coalesce((
      SELECT string_agg(CASE
        WHEN c.value IS NULL OR c.value = '' THEN CASE WHEN known ->> 'nulls' = '2' THEN format(E'  <%s/>\n', n.name) ELSE '' END
        ELSE format(E'  <%s>%s</%s>\n', n.name, CASE
          WHEN types[c.i] ~ '^(NUMERIC|INTEGER|SMALLINT|BIGINT)' THEN ora.number_text(c.value::numeric)
          WHEN types[c.i] ~ '^TIMESTAMP' AND c.value !~ '\.' AND types[c.i] !~ 'TZ' THEN ora.date_text(c.value::timestamp)
          WHEN types[c.i] ~ '^TIMESTAMP' AND types[c.i] !~ 'TZ' THEN ora.timestamp_text(c.value::timestamp)
          WHEN types[c.i] ~ '^xsd:base64Binary|bytea' THEN upper(substr(c.value, 3))
          WHEN types[c.i] ~ '^XML' THEN c.value
          WHEN known ->> 'raw' = 'true' THEN c.value
          ELSE ora.dbms_xmlgen_convert(c.value) END, n.name) END, '' ORDER BY c.i)
      FROM json_each_text(row_to_json(item)) WITH ORDINALITY AS c(key, value, i) CROSS JOIN LATERAL (SELECT ora.xml_element_name(ora.oracle_name(c.key)) AS name) AS n), '')
      || format(E' </%s>\n', known ->> 'row');
  END LOOP;
  PERFORM ora.dbms_xmlgen_set(ctx, 'done', to_jsonb(done));
  RETURN CASE WHEN done > 0 THEN format(E'<?xml version="1.0"?>\n<%s>\n%s</%1$s>\n', known ->> 'rowset', result) END;
EXCEPTION
  WHEN invalid_cursor_name THEN
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
