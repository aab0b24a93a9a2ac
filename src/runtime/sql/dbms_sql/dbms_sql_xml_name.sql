-- The name of which PostgreSQL made the name of an element: _x0020_ stands for a blank.
CREATE FUNCTION ora.dbms_sql_xml_name(element text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT string_agg(CASE WHEN p.part ~ '^_x[0-9A-F]{4,8}_$' THEN chr(('x' || lpad(btrim(p.part, '_x'), 8, '0'))::bit(32)::integer) ELSE p.part END, '' ORDER BY p.n)
  FROM regexp_split_to_table(regexp_replace(element, '_x[0-9A-F]{4,8}_', E'\n\\&\n', 'g'), '\n') WITH ORDINALITY AS p (part, n)
$$;
