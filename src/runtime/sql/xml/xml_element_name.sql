-- A column's name as that of an element: characters that may not stand in one become _xHHHH_. (XML DB Developer's Guide, "DBMS_XMLGEN")
CREATE FUNCTION ora.xml_element_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT CASE WHEN name ~ '^[[:alpha:]_][[:alnum:]_.-]*$' THEN name
  ELSE (
    SELECT string_agg(CASE WHEN letter ~ '[[:alpha:]_]' OR i > 1 AND letter ~ '[[:alnum:].-]' THEN letter
      ELSE '_x' || lpad(upper(to_hex(ascii(letter))), 4, '0') || '_' END, '' ORDER BY i)
    FROM string_to_table(name, NULL) WITH ORDINALITY AS s(letter, i)
  ) END
$$;
