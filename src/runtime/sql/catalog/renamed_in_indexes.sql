-- What is noted of the expressions of a table's indexes after RENAME COLUMN.
CREATE FUNCTION ora.renamed_in_indexes(relation regclass, from_name text, to_name text) RETURNS void
LANGUAGE sql
AS $$
  UPDATE ora.definitions AS d SET value = replace(d.value, '"' || ora.oracle_name(from_name) || '"', '"' || ora.oracle_name(to_name) || '"')
  FROM pg_catalog.pg_index AS x
  WHERE x.indrelid = renamed_in_indexes.relation AND d.relation = x.indexrelid AND d.part LIKE 'expression %'
$$;
