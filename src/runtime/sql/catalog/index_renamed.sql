-- What is noted of an index follows its name.
CREATE FUNCTION ora.index_renamed(index_id regclass, old_name text) RETURNS void
LANGUAGE sql
AS $$
  UPDATE ora.definitions AS d SET part = left(d.part, -length(old_name)) || i.relname
  FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
  WHERE x.indexrelid = index_id AND d.relation = x.indrelid AND d.part ~ '^(index_name|index_type|visibility|(expression|hidden) \d+) of ' AND right(d.part, length(old_name) + 4) = ' of ' || old_name
    AND i.relname <> old_name
$$;
