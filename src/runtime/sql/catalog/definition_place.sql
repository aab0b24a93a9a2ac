-- Where a part of an object is kept: what is said of an index stands with its table, under its name, since rows are restored before indexes are.
-- (PostgreSQL, pg_dump, "--section")
CREATE FUNCTION ora.definition_place(INOUT relation oid, INOUT part text)
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(x.indrelid, definition_place.relation), definition_place.part || coalesce(' of ' || i.relname, '')
  FROM (VALUES (definition_place.relation)) AS o(id)
  LEFT JOIN (pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid) ON x.indexrelid = o.id
$$;
