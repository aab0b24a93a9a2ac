-- DBA_VIEWS: views; TEXT is the query as it was written, or as PostgreSQL has it where that is not known.
CREATE VIEW ora.dba_views AS
SELECT d.owner, d.view_name, d.text_length, d.text, d.text_vc, NULL::numeric AS type_text_length, NULL::text AS type_text, NULL::numeric AS oid_text_length,
  NULL::text AS oid_text, NULL::text AS view_type_owner, NULL::text AS view_type, NULL::text AS superview_name, 'N'::text AS editioning_view, d.read_only,
  'N'::text AS container_data, 'DEFINER'::text AS bequeath, 0::numeric AS origin_con_id, 'USING_NLS_COMP'::text AS default_collation,
  'NO'::text AS containers_default, 'NO'::text AS container_map, 'NO'::text AS extended_data_link, 'NO'::text AS extended_data_link_map,
  'NO'::text AS has_sensitive_column
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), length(t.text)::numeric, t.text, left(t.text, 4000),
    coalesce(ora.definition(c.oid, 'read_only'), CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger AS g WHERE g.tgrelid = c.oid AND g.tgname = 'read_only') OR pg_relation_is_updatable(c.oid, true) & 28 = 0 THEN 'Y' ELSE 'N' END)
  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL (SELECT coalesce(ora.definition(c.oid, 'view'),
    -- One that is invalid keeps its text.
    (SELECT d.value FROM ora.definitions AS d WHERE d.relation = c.oid AND d.part = 'view' AND ora.is_invalid_view(c.oid)), pg_get_viewdef(c.oid)) AS text) AS t
  WHERE c.relkind = 'v' AND NOT ora.is_of_extension('pg_catalog.pg_class'::regclass, c.oid) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, view_name, text_length, text, text_vc, read_only);

GRANT SELECT ON ora.dba_views TO PUBLIC;
