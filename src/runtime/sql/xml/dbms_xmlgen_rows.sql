-- The rows of a cursor as elements, from the next one on and no more than `most`: columns by name, a CURSOR expression with its rows below it.
-- `row_tag`: their element, NULL for none. Numbers and dates as Oracle writes them.
-- (PL/SQL Packages and Types Reference, "DBMS_XMLGEN"; XML DB Developer's Guide, "Generating XML Data from the Database")
CREATE FUNCTION ora.dbms_xmlgen_rows(source refcursor, known jsonb, row_tag text, indent text, most integer, OUT written text, OUT done integer)
LANGUAGE plpgsql
AS $$
DECLARE
  below text := indent || CASE WHEN row_tag IS NULL THEN '' ELSE ' ' END;
  types text[] := ARRAY(SELECT m[1] FROM regexp_matches(cursor_to_xmlschema(source, true, true, '')::text, '<xsd:element name="[^"]*" type="([^"]*)" nillable', 'g') WITH ORDINALITY AS t(m, i) ORDER BY i);
  item record;
  tag text;
  kind text;
  value text;
  content text;
BEGIN
  written := '';
  done := 0;
  WHILE done < most LOOP
    FETCH source INTO item;
    EXIT WHEN NOT FOUND;
    done := done + 1;
    written := written || coalesce(indent || '<' || row_tag || E'>\n', '');
    FOR tag, kind, value IN
      SELECT ora.xml_element_name(ora.oracle_name(c.key)), types[c.i], c.value FROM json_each_text(row_to_json(item)) WITH ORDINALITY AS c(key, value, i) ORDER BY c.i
    LOOP
      IF value IS NULL OR value = '' THEN
        written := written || CASE WHEN known ->> 'nulls' = '2' THEN format(E'%s<%s/>\n', below, tag) ELSE '' END;
        CONTINUE;
      END IF;
      content := CASE
        WHEN kind ~ '^(NUMERIC|INTEGER|SMALLINT|BIGINT)' THEN ora.number_text(value::numeric)
        WHEN kind = 'DOUBLE' THEN ora.binary_double_text(value::double precision)
        WHEN kind = 'REAL' THEN ora.binary_float_text(value::real)
        WHEN kind ~ '^TIMESTAMP_WTZ' THEN ora.timestamptz_text(value::timestamptz)
        WHEN kind ~ '^TIMESTAMP' AND value !~ '\.' THEN ora.date_text(value::timestamp)
        WHEN kind ~ '^TIMESTAMP' THEN ora.timestamp_text(value::timestamp)
        WHEN kind ~ '^xsd:base64Binary|bytea' THEN upper(substr(value, 3))
        WHEN kind ~ '^XML' THEN value
        WHEN kind ~ '\.refcursor$' THEN E'\n' || (ora.dbms_xmlgen_rows(value::refcursor, known, tag || '_ROW', below || ' ', 2147483647)).written || below
        WHEN kind ~ '^(UDT|Domain)\.' AND kind !~ '\.(text|citext|varchar|name)$' THEN ora.refused(format('OP4000 DBMS_XMLGEN: column %s is of a type that is not written as XML here', tag))::text
        WHEN known ->> 'raw' = 'true' THEN value
        ELSE ora.dbms_xmlgen_convert(value) END;
      written := written || format(E'%s<%s>%s</%2$s>\n', below, tag, content);
    END LOOP;
    written := written || coalesce(indent || '</' || row_tag || E'>\n', '');
  END LOOP;
END
$$;
