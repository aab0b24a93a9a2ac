-- DBA_CONSTRAINTS: constraints: P primary key, U unique, R foreign key, C check and not null, V and O the restrictions of views. Unique indexes that stand for a key, for Oracle's rule on NULL, count where their name was noted.
CREATE VIEW ora.dba_constraints AS
SELECT d.owner, d.constraint_name, d.constraint_type, d.table_name, d.search_condition, d.search_condition_vc, d.r_owner, d.r_constraint_name, d.delete_rule,
  d.status, d.deferrable, d.deferred, d.validated, d.generated, NULL::text AS bad, NULL::text AS rely, d.last_change, d.index_owner, d.index_name,
  NULL::text AS invalid, NULL::text AS view_related, 0::numeric AS origin_con_id
FROM (
  SELECT ora.owner_name(n.nspname), t.name, upper(CASE k.contype WHEN 'f' THEN 'r' ELSE k.contype::text END), ora.oracle_name(c.relname),
    CASE k.contype WHEN 'c' THEN coalesce(ora.definition(c.oid, 'check ' || k.conname), pg_get_expr(k.conbin, k.conrelid)) END,
    CASE k.contype WHEN 'c' THEN coalesce(ora.definition(c.oid, 'check ' || k.conname), pg_get_expr(k.conbin, k.conrelid)) END,
    ora.owner_name(rn.nspname), ora.constraint_title(r.oid),
    CASE WHEN k.contype = 'f' THEN CASE k.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE
      coalesce(ora.definition(c.oid, 'on delete ' || (
        SELECT string_agg(a.attname, ', ' ORDER BY x.place) FROM unnest(k.conkey) WITH ORDINALITY AS x (attnum, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = x.attnum)), 'NO ACTION') END END,
    'ENABLED'::text, CASE WHEN k.condeferrable AND NOT ora.is_shifted_key(k.conrelid, k.conkey) THEN 'DEFERRABLE' ELSE 'NOT DEFERRABLE' END, CASE WHEN k.condeferred THEN 'DEFERRED' ELSE 'IMMEDIATE' END,
    CASE WHEN k.convalidated AND ora.definition(c.oid, 'novalidate ' || k.conname) IS NULL THEN 'VALIDATED' ELSE 'NOT VALIDATED' END,
    CASE WHEN t.name ~ '^SYS_C0' THEN 'GENERATED NAME' ELSE 'USER NAME' END,
    CASE WHEN k.contype IN ('p', 'u') THEN ora.owner_name(n.nspname) END, CASE WHEN k.contype IN ('p', 'u') THEN ora.index_name(i.oid, i.relname) END, NULL::timestamp(0)
  FROM pg_catalog.pg_constraint AS k
  JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_class AS i ON i.oid = k.conindid
  LEFT JOIN pg_catalog.pg_constraint AS r ON k.contype = 'f' AND r.conindid = k.conindid AND r.conrelid = k.confrelid AND r.contype IN ('p', 'u')
  LEFT JOIN pg_catalog.pg_class AS rc ON rc.oid = r.conrelid
  LEFT JOIN pg_catalog.pg_namespace AS rn ON rn.oid = rc.relnamespace
  CROSS JOIN LATERAL (SELECT ora.constraint_title(k.oid) AS name) AS t
  WHERE k.contype IN ('p', 'u', 'f', 'c') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
  UNION ALL
  SELECT ora.owner_name(n.nspname), t.name, CASE upper(left(d.definition, 2)) WHEN 'FO' THEN 'R' WHEN 'CR' THEN 'U' WHEN 'NO' THEN 'C' ELSE upper(left(d.definition, 1)) END, ora.oracle_name(c.relname),
    w.condition, w.condition,
    ora.owner_name(rn.nspname), coalesce(ora.constraint_title(r.oid), ora.oracle_name(x.name)),
    CASE WHEN d.definition ~* '^foreign key' THEN CASE WHEN d.definition ~* 'on delete cascade' THEN 'CASCADE' WHEN d.definition ~* 'on delete set null' THEN 'SET NULL' ELSE 'NO ACTION' END END,
    'DISABLED', CASE WHEN d.definition ~* '\mdeferrable\M' THEN 'DEFERRABLE' ELSE 'NOT DEFERRABLE' END,
    CASE WHEN d.definition ~* '\minitially deferred\M' THEN 'DEFERRED' ELSE 'IMMEDIATE' END, 'NOT VALIDATED',
    CASE WHEN t.name ~ '^SYS_C3' THEN 'GENERATED NAME' ELSE 'USER NAME' END, NULL, NULL, NULL
  FROM ora.disabled_constraints AS d
  JOIN pg_catalog.pg_class AS c ON c.oid = d.relation
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_constraint AS r ON d.definition ~* '^foreign key' AND r.oid = ora.referenced_key(d.definition)
  LEFT JOIN LATERAL ora.disabled_referenced_key(d.definition) AS x ON r.oid IS NULL
  LEFT JOIN pg_catalog.pg_class AS rc ON rc.oid = coalesce(r.conrelid, x.relation)
  LEFT JOIN pg_catalog.pg_namespace AS rn ON rn.oid = rc.relnamespace
  CROSS JOIN LATERAL (SELECT ora.disabled_title(d.relation, d.name) AS name) AS t
  CROSS JOIN LATERAL (
    -- As it was written where it has been noted, and is still the same.
    SELECT CASE WHEN d.definition ~* '^not null' THEN '"' || ora.oracle_name(btrim(substr(d.definition, 10), '"')) || '" IS NOT NULL'
      WHEN d.definition ~* '^check' THEN coalesce((SELECT s.value FROM ora.definitions AS s
      WHERE s.relation = d.relation AND s.part = 'check ' || d.name AND strpos(ora.reloaded_text(d.definition), s.state) > 0), substr(d.definition, 7)) END AS condition
  ) AS w
  UNION ALL
  SELECT ora.owner_name(n.nspname), ora.oracle_name(i.relname), 'U', ora.oracle_name(c.relname), NULL, NULL, NULL, NULL, NULL, 'ENABLED', 'NOT DEFERRABLE', 'IMMEDIATE',
    CASE WHEN ora.definition(c.oid, 'novalidate ' || i.relname) IS NULL THEN 'VALIDATED' ELSE 'NOT VALIDATED' END, 'USER NAME',
    ora.owner_name(n.nspname), ora.index_name(i.oid, i.relname), NULL
  FROM ora.definition_keys() AS x
  JOIN pg_catalog.pg_class AS i ON i.oid = x.index_id
  JOIN pg_catalog.pg_class AS c ON c.oid = x.relation
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  UNION ALL
  -- PostgreSQL 15 keeps NOT NULL with the column only; later releases have a constraint too, which is left out above.
  SELECT ora.owner_name(n.nspname), ora.not_null_title(c.oid, a.attnum, a.attname), 'C', ora.oracle_name(c.relname), '"' || ora.oracle_name(a.attname) || '" IS NOT NULL', '"' || ora.oracle_name(a.attname) || '" IS NOT NULL',
    NULL, NULL, NULL, 'ENABLED', 'NOT DEFERRABLE', 'IMMEDIATE', 'VALIDATED', CASE WHEN ora.definition(c.oid, 'notnull ' || a.attname) IS NULL THEN 'GENERATED NAME' ELSE 'USER NAME' END, NULL, NULL, NULL
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE a.attnotnull AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS p WHERE p.conrelid = c.oid AND p.contype = 'p' AND a.attnum = ANY (p.conkey) AND coalesce(ora.definition(c.oid, 'notnull ' || a.attname), ora.definition(c.oid, 'required ' || a.attname)) IS NULL)
  UNION ALL
  -- What WITH CHECK OPTION (V) and WITH READ ONLY (O) are of a view.
  SELECT ora.owner_name(n.nspname), coalesce(nullif(substr(d.value, 2), ''), 'SYS_C2' || c.oid), left(d.value, 1), ora.oracle_name(c.relname), NULL, NULL,
    NULL, NULL, NULL, 'ENABLED', 'NOT DEFERRABLE', 'IMMEDIATE', 'NOT VALIDATED', CASE length(d.value) WHEN 1 THEN 'GENERATED NAME' ELSE 'USER NAME' END, NULL, NULL, NULL
  FROM ora.definitions AS d
  JOIN pg_catalog.pg_class AS c ON c.oid = d.relation AND c.relkind = 'v'
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE d.part = 'restriction' AND d.value <> ''
) AS d(owner, constraint_name, constraint_type, table_name, search_condition, search_condition_vc, r_owner, r_constraint_name, delete_rule, status, "deferrable", deferred, validated, generated, index_owner, index_name, last_change);

GRANT SELECT ON ora.dba_constraints TO PUBLIC;
