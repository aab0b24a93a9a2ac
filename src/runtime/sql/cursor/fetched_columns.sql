-- The types of the columns of a cursor's rows, as their XML schema names them (NULL for text), behind the name of the portal that they are known of.
-- Where the statement of the cursor tells more, DATE is 'timestamp(0)', TIMESTAMP(n) 'timestamp(n)' and CHAR(n) 'character(n)'.
CREATE FUNCTION ora.fetched_columns(c refcursor) RETURNS text[]
LANGUAGE plpgsql
AS $$
DECLARE
  types text[];
  precise text[];
BEGIN
  SELECT array_agg(nullif(regexp_replace(r.parts[1], '^(VARCHAR|UDT\..*\.text)$', ''), '') ORDER BY r.i) INTO types
  FROM regexp_matches(cursor_to_xmlschema(c, true, false, '')::text, '<xsd:element name="[^"]*" type="([^"]*)" nillable', 'g')
    WITH ORDINALITY AS r (parts, i);
  IF types && ARRAY['TIMESTAMP', 'CHAR'] THEN
    precise := ora.query_columns(ora.cursor_query(c::text), cardinality(types));
    SELECT array_agg(CASE t.type
        WHEN 'TIMESTAMP' THEN coalesce(substring(t.precise FROM '^timestamp\(\d\)'), t.type)
        WHEN 'CHAR' THEN substring(t.precise FROM '^character\(\d+\)')
        ELSE t.type
      END ORDER BY t.i)
    INTO types FROM unnest(types, precise) WITH ORDINALITY AS t (type, precise, i);
  END IF;
  RETURN c::text || types;
END
$$;
