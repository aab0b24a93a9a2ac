-- What is noted of the expressions of a table's indexes after RENAME COLUMN.
CREATE FUNCTION ora.renamed_in_indexes(relation regclass, from_name text, to_name text) RETURNS void
LANGUAGE sql
AS $$
  UPDATE ora.definitions AS d SET value = replace(d.value, '"' || ora.oracle_name(from_name) || '"', '"' || ora.oracle_name(to_name) || '"')
  WHERE d.relation = renamed_in_indexes.relation AND d.part LIKE 'expression % of %'
$$;
