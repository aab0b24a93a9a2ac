-- DBA_TAB_COLS: columns of tables and views; those that are INVISIBLE are noted (note_place). What the conversion put beside a column says so in its comment.
CREATE VIEW ora.dba_tab_cols AS
SELECT d.owner, d.table_name, d.column_name, d.data_type, d.data_type_mod, d.data_type_owner, d.data_length, d.data_precision, d.data_scale, d.nullable,
  d.column_id, d.default_length, d.data_default, d.distinct_values AS num_distinct, NULL::bytea AS low_value, NULL::bytea AS high_value,
  round(1 / nullif(d.distinct_values, 0), 15) AS density, round((d.st).null_frac::numeric * d.rows::numeric) AS num_nulls, NULL::numeric AS num_buckets,
  CASE WHEN (d.st).attname IS NOT NULL THEN d.analyzed END AS last_analyzed, NULL::numeric AS sample_size,
  CASE WHEN d.data_type IN ('NCHAR', 'NVARCHAR2', 'NCLOB') THEN 'NCHAR_CS' WHEN d.data_type NOT IN ('ROWID', 'UROWID') THEN d.character_set_name END AS character_set_name,
  CASE WHEN d.data_type IN ('NCHAR', 'NVARCHAR2') THEN d.char_length WHEN d.char_used IS NOT NULL THEN d.data_length END AS char_col_decl_length,
  CASE WHEN (d.st).attname IS NOT NULL THEN 'YES' ELSE 'NO' END AS global_stats, 'NO'::text AS user_stats, (d.st).avg_width::numeric AS avg_col_len,
  d.char_length, d.char_used, 'NO'::text AS v80_fmt_image, 'YES'::text AS data_upgraded, d.hidden_column, d.virtual_column, d.internal_column_id AS segment_column_id,
  d.internal_column_id, CASE WHEN (d.st).histogram_bounds IS NOT NULL THEN 'HEIGHT BALANCED' ELSE 'NONE' END AS histogram,
  d.column_name AS qualified_col_name, 'YES'::text AS user_generated, d.default_on_null, d.identity_column, NULL::text AS evaluation_edition,
  NULL::text AS unusable_before, NULL::text AS unusable_beginning,
  CASE WHEN d.data_type IN ('VARCHAR2', 'CHAR', 'NVARCHAR2', 'NCHAR', 'CLOB', 'NCLOB') THEN 'USING_NLS_COMP' END AS collation,
  NULL::numeric AS collated_column_id
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(a.attname), coalesce(split_part(o.type, '|', 1), ora.oracle_type(a.atttypid, a.atttypmod)), NULL::text,
    CASE WHEN t.typtype IN ('c', 'd') THEN ora.owner_name(tn.nspname) END,
    ora.data_length(o.type, a.atttypid, a.atttypmod),
    (CASE WHEN o.type IS NOT NULL THEN nullif(split_part(o.type, '|', 3), '')::integer WHEN t.typname = 'numeric' AND a.atttypmod > 4 THEN ((a.atttypmod - 4) >> 16) & 65535
      WHEN t.typname = 'int2' THEN 5 WHEN t.typname = 'int4' THEN 10 WHEN t.typname = 'int8' THEN 19 END)::numeric,
    (CASE WHEN o.type IS NOT NULL THEN nullif(split_part(o.type, '|', 4), '')::integer WHEN t.typname = 'numeric' AND a.atttypmod > 4 THEN (((a.atttypmod - 4) & 2047) # 1024) - 1024
      WHEN t.typname IN ('int2', 'int4', 'int8') THEN 0 WHEN t.typname IN ('timestamp', 'timestamptz') AND a.atttypmod <> 0 THEN abs(CASE a.atttypmod WHEN -1 THEN 6 ELSE a.atttypmod END) END)::numeric,
    CASE WHEN a.attnotnull OR t.typnotnull OR c.relkind = 'v' AND ora.is_required_below(a.attrelid, a.attname) THEN 'N' ELSE 'Y' END,
    CASE WHEN p.value IS DISTINCT FROM 'hidden' THEN
      row_number() OVER (PARTITION BY a.attrelid, p.value IS NOT DISTINCT FROM 'hidden' ORDER BY coalesce(nullif(p.value, 'hidden')::numeric, a.attnum)) END::numeric,
    row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum)::numeric,
    length(o.default_text)::numeric, o.default_text, NULL::numeric,
    ora.char_length(o.type, a.atttypid, a.atttypmod),
    CASE WHEN t.typname IN ('varchar', 'bpchar') OR o.type ~ '^(VARCHAR2|CHAR)[|]' THEN CASE WHEN o.type ~ '^N|C$' THEN 'C' ELSE 'B' END END, CASE WHEN t.typname IN ('varchar', 'bpchar', 'text') THEN 'CHAR_CS' END,
    CASE WHEN i.sequence IS NULL THEN 'NO' ELSE 'YES' END,
    -- The trigger of DEFAULT ON NULL tests the column for NULL.
    CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_proc AS p ON p.oid = g.tgfoid
      WHERE g.tgrelid = a.attrelid AND starts_with(g.tgname, '__defaults') AND position(format('if new.%I is null then', a.attname) IN p.prosrc) > 0) THEN 'YES' ELSE 'NO' END,
    CASE WHEN p.value = 'hidden' THEN 'YES' ELSE 'NO' END, CASE WHEN a.attgenerated <> '' THEN 'YES' ELSE 'NO' END,
    st, round(CASE WHEN (st).n_distinct < 0 THEN -(st).n_distinct * c.reltuples ELSE (st).n_distinct END::numeric), c.reltuples,
    greatest(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid))::timestamp(0)
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
  JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  LEFT JOIN ora.definitions AS y ON y.relation = a.attrelid AND y.part = 'type ' || a.attname AND (y.state = format_type(a.atttypid, a.atttypmod) OR y.state = ora.definition_state(y.relation, y.part))
  LEFT JOIN ora.definitions AS x ON x.relation = a.attrelid AND x.part = 'default ' || a.attname AND x.state IS NOT DISTINCT FROM ora.definition_state(x.relation, x.part)
  LEFT JOIN ora.definitions AS p ON p.relation = a.attrelid AND p.part = 'place ' || a.attname AND ora.is_same_state(p.state, ora.definition_state(p.relation, p.part))
  LEFT JOIN pg_catalog.pg_stats AS st ON st.schemaname = n.nspname AND st.tablename = c.relname AND st.attname = a.attname AND st.inherited = (c.relkind = 'p')
  LEFT JOIN LATERAL (
    SELECT ora.sequence_name(s.oid, s.relname) AS sequence
    FROM pg_catalog.pg_depend AS e JOIN pg_catalog.pg_class AS s ON s.oid = e.objid AND s.relkind = 'S'
    WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.refclassid = 'pg_catalog.pg_class'::regclass AND e.refobjid = a.attrelid
      AND e.refobjsubid = a.attnum AND e.deptype IN ('a', 'i') LIMIT 1
  ) AS i ON true
  CROSS JOIN LATERAL (
    SELECT y.value AS type, coalesce(x.value, CASE WHEN i.sequence IS NOT NULL THEN format('"%s"."%s".nextval', ora.owner_name(n.nspname), i.sequence) END, ora.data_default(pg_get_expr(d.adbin, d.adrelid))) AS default_text
  ) AS o
  WHERE a.attnum > 0 AND NOT a.attisdropped AND coalesce(col_description(c.oid, a.attnum), '') !~ '^oraphant: ' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND a.attname NOT IN ('sys_nc_oid$', '_object') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, table_name, column_name, data_type, data_type_mod, data_type_owner, data_length, data_precision, data_scale, nullable, column_id, internal_column_id, default_length, data_default, num_distinct, char_length, char_used, character_set_name, identity_column, default_on_null, hidden_column, virtual_column, st, distinct_values, rows, analyzed);

GRANT SELECT ON ora.dba_tab_cols TO PUBLIC;
