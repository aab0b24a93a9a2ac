-- The names of the columns of a query, also where two are alike: those of its rows as XML, which keeps them apart by place.
CREATE FUNCTION ora.dbms_sql_names(query text) RETURNS text[]
LANGUAGE sql
AS $$
  SELECT array_agg(ora.dbms_sql_xml_name(e.m[1]) ORDER BY e.n)
  FROM regexp_matches(query_to_xmlschema(query, true, true, '')::text, '<xsd:element name="([^"]*)" type="[^"]*" nillable="true">', 'g')
    WITH ORDINALITY AS e (m, n)
$$;
