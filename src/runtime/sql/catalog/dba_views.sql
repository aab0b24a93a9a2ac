-- DBA_VIEWS: views; TEXT is the query as it was written, or as PostgreSQL has it where that is not known.
CREATE VIEW ora.dba_views (owner, view_name, text_length, text, text_vc, read_only) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), length(t.text)::numeric, t.text, left(t.text, 4000),
  coalesce(ora.definition(c.oid, 'read_only'), CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger AS g WHERE g.tgrelid = c.oid AND g.tgname = 'read_only') OR pg_relation_is_updatable(c.oid, true) & 28 = 0 THEN 'Y' ELSE 'N' END)
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (SELECT coalesce(ora.definition(c.oid, 'view'), pg_get_viewdef(c.oid)) AS text) AS t
WHERE c.relkind = 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_views TO PUBLIC;
