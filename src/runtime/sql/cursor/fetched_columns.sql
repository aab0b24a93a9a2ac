-- The types of the columns of a cursor's rows, as their XML schema names them (NULL for text), behind the name of the portal that they are known of.
CREATE FUNCTION ora.fetched_columns(c refcursor) RETURNS text[]
LANGUAGE sql
AS $$
  SELECT array_agg(nullif(regexp_replace(m.parts[1], '^(CHAR|VARCHAR|UDT\..*\.text)$', ''), '') ORDER BY m.i)
  FROM (
    SELECT ARRAY[c::text], 0
    UNION ALL
    SELECT parts, i
    FROM regexp_matches(cursor_to_xmlschema(c, true, false, '')::text, '<xsd:element name="[^"]*" type="([^"]*)" nillable', 'g')
      WITH ORDINALITY AS r(parts, i)
  ) AS m(parts, i)
$$;
