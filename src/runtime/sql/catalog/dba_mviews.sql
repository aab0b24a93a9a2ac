-- DBA_MVIEWS: materialized views; QUERY is as it was written, or as PostgreSQL has it where that is not known. How and when they are refreshed is known of those that were converted.
CREATE VIEW ora.dba_mviews AS
SELECT d.owner, d.mview_name, d.container_name, d.query, d.query_len, d.updatable, NULL::text AS update_log, NULL::text AS master_rollback_seg,
  NULL::text AS master_link, d.rewrite_enabled, NULL::text AS rewrite_capability, d.refresh_mode, d.refresh_method,
  d.build_mode, NULL::text AS fast_refreshable, NULL::text AS last_refresh_type, NULL::timestamp(0) AS last_refresh_date,
  NULL::timestamp(0) AS last_refresh_end_time, NULL::text AS staleness, NULL::text AS after_fast_refresh, NULL::text AS unknown_prebuilt,
  NULL::text AS unknown_plsql_func, NULL::text AS unknown_external_table, NULL::text AS unknown_consider_fresh, NULL::text AS unknown_import,
  NULL::text AS unknown_trusted_fd, d.compile_state, NULL::text AS use_no_index, NULL::timestamp(0) AS stale_since, NULL::numeric AS num_pct_tables,
  NULL::numeric AS num_fresh_pct_regions, NULL::numeric AS num_stale_pct_regions, NULL::text AS segment_created, NULL::text AS evaluation_edition,
  NULL::text AS unusable_before, NULL::text AS unusable_beginning, 'USING_NLS_COMP'::text AS default_collation, 'N'::text AS on_query_computation
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(c.relname), t.query, length(t.query)::numeric, 'N'::text, 'VALID'::text,
    ora.definition(c.oid, 'rewrite_enabled'), ora.definition(c.oid, 'refresh_mode'), ora.definition(c.oid, 'refresh_method'), ora.definition(c.oid, 'build_mode')
  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL (SELECT coalesce(ora.definition(c.oid, 'view'), rtrim(pg_get_viewdef(c.oid), '; ')) AS query) AS t
  WHERE c.relkind = 'm' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, mview_name, container_name, query, query_len, updatable, compile_state, rewrite_enabled, refresh_mode, refresh_method, build_mode);

GRANT SELECT ON ora.dba_mviews TO PUBLIC;
