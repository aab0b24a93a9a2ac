-- A query with the columns of a portal: where known types are the same but for a length or precision, those.
CREATE FUNCTION ora.dbms_sql_portal_shape(rc refcursor, known text[]) RETURNS text
LANGUAGE sql
AS $$
  SELECT 'SELECT ' || string_agg(format('NULL::%s AS %I',
      CASE WHEN to_regtype(regexp_replace(known[e.n], '\([^)]*\)', '')) = to_regtype(regexp_replace(t.portal, '\([^)]*\)', '')) THEN known[e.n] ELSE t.portal END,
      ora.dbms_sql_xml_name(e.m[1])), ', ' ORDER BY e.n)
  FROM regexp_matches(cursor_to_xmlschema(rc, true, true, '')::text, '<xsd:element name="([^"]*)" type="([^"]*)" nillable="true">', 'g')
    WITH ORDINALITY AS e (m, n), LATERAL (
      SELECT CASE
        WHEN e.m[2] ~ '^UDT\.' THEN (SELECT format('%I.%I', u[1], u[2]) FROM (SELECT (regexp_match(e.m[2], '([^.]+)\.([^.]+)$')) AS u) AS udt)
        ELSE CASE e.m[2]
          WHEN 'CHAR' THEN 'bpchar' WHEN 'TIMESTAMP' THEN 'timestamp(0)' WHEN 'TIMESTAMP_WTZ' THEN 'timestamptz' WHEN 'TIME_WTZ' THEN 'timetz'
          WHEN 'DOUBLE' THEN 'double precision' ELSE lower(e.m[2])
        END
      END AS portal
    ) AS t
$$;
