-- RENAME COLUMN of a table with virtual columns: none may read the column. (Database Error Messages, ORA-54032)
CREATE FUNCTION ora.rename_under_virtual(relation regclass, column_name text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.raise(54032) FROM pg_catalog.pg_attribute AS a
  WHERE a.attrelid = relation AND a.attname = ora.own_name(column_name) AND a.attnum > 0 AND ora.is_under_virtual(relation, ARRAY[a.attnum]);
END
$$;
