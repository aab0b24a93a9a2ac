-- DBA_TAB_COL_STATISTICS: the estimates of the last ANALYZE, by column.
CREATE VIEW ora.dba_tab_col_statistics AS
SELECT d.owner, d.table_name, d.column_name, d.num_distinct, NULL::bytea AS low_value, NULL::bytea AS high_value, d.density, d.num_nulls,
  NULL::numeric AS num_buckets, d.last_analyzed, NULL::numeric AS sample_size, 'YES'::text AS global_stats, 'NO'::text AS user_stats, NULL::text AS notes,
  d.avg_col_len, d.histogram, 'SHARED'::text AS scope
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(st.attname), d.distinct_values,
    round(1 / nullif(d.distinct_values, 0), 15), round(st.null_frac::numeric * c.reltuples::numeric),
    greatest(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid))::timestamp(0), st.avg_width::numeric,
    CASE WHEN st.histogram_bounds IS NOT NULL THEN 'HEIGHT BALANCED' ELSE 'NONE' END
  FROM pg_catalog.pg_stats AS st
  JOIN pg_catalog.pg_namespace AS n ON n.nspname = st.schemaname
  JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = st.tablename AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND st.inherited = (c.relkind = 'p')
  CROSS JOIN LATERAL (SELECT round(CASE WHEN st.n_distinct < 0 THEN -st.n_distinct * c.reltuples ELSE st.n_distinct END::numeric) AS distinct_values) AS d
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, table_name, column_name, num_distinct, density, num_nulls, last_analyzed, avg_col_len, histogram);

GRANT SELECT ON ora.dba_tab_col_statistics TO PUBLIC;
