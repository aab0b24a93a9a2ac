-- DBA_COL_COMMENTS: comments on columns.
CREATE VIEW ora.dba_col_comments (owner, table_name, column_name, comments) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(a.attname), col_description(c.oid, a.attnum)
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND coalesce(col_description(c.oid, a.attnum), '') !~ '^oraphant: ' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_col_comments TO PUBLIC;
