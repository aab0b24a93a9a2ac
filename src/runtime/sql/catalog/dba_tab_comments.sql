-- DBA_TAB_COMMENTS: comments on tables and views.
CREATE VIEW ora.dba_tab_comments (owner, table_name, table_type, comments) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, obj_description(c.oid, 'pg_class')
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_tab_comments TO PUBLIC;
