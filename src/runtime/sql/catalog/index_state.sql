-- Which index the notes of one belong to: one that is made anew under its name is another.
CREATE FUNCTION ora.index_state(relation oid, part text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT x.indexrelid || ora.incarnation()
  FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
  WHERE x.indrelid = relation AND i.relname = regexp_replace(part, '^\S+(?: \d+)? of ', '')
$$;
