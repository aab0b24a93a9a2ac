-- The types of the columns of a cursor's rows, as their XML schema names them, behind the name of the portal that they are known of.
CREATE FUNCTION ora.fetched_columns(c refcursor, known text[]) RETURNS text[]
LANGUAGE plpgsql
AS $$
BEGIN
  IF c IS NULL OR known[1] = c::text THEN
    RETURN known;
  END IF;
  RETURN ARRAY[c::text] || ARRAY(
    SELECT m.parts[1]
    FROM regexp_matches(cursor_to_xmlschema(c, true, false, '')::text, '<xsd:element name="[^"]*" type="([^"]*)" nillable', 'g')
      WITH ORDINALITY AS m(parts, i)
    ORDER BY m.i
  );
END
$$;
