-- DBA_MVIEWS: materialized views. QUERY is what PostgreSQL has of it; how and when they are refreshed is not in the catalog, so those columns are missing here.
CREATE VIEW ora.dba_mviews (owner, mview_name, container_name, query, query_len, updatable, compile_state) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(c.relname), t.query, length(t.query)::numeric, 'N'::text, 'VALID'::text
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (SELECT rtrim(pg_get_viewdef(c.oid), '; ') AS query) AS t
WHERE c.relkind = 'm' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_mviews TO PUBLIC;
