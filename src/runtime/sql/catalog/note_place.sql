-- An INVISIBLE column has no place among the others; one that becomes visible again goes behind all that are there: between two numbers of PostgreSQL's columns.
CREATE FUNCTION ora.note_place(relation regclass, column_name text, place text) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.note_definition(relation, 'place ' || column_name, CASE WHEN place = 'hidden' THEN place ELSE (
    SELECT max(a.attnum) + (SELECT count(*) FROM ora.definitions AS d WHERE d.relation = note_place.relation AND starts_with(d.part, 'place ')
      AND d.value <> 'hidden') * 0.0001 + 0.0001
    FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = relation)::text END)
  WHERE place = 'hidden' OR ora.definition(relation, 'place ' || column_name) = 'hidden'
$$;
