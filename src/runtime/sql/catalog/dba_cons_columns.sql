-- DBA_CONS_COLUMNS: columns of constraints.
CREATE VIEW ora.dba_cons_columns (owner, constraint_name, table_name, column_name, position) AS
SELECT ora.owner_name(n.nspname), ora.constraint_title(k.oid), ora.oracle_name(c.relname), ora.oracle_name(a.attname), CASE WHEN k.contype <> 'c' THEN u.ordinal::numeric END
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS u(attnum, ordinal)
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = u.attnum
WHERE k.contype IN ('p', 'u', 'f', 'c') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
UNION ALL
SELECT ora.owner_name(n.nspname), ora.oracle_name(i.relname), ora.oracle_name(c.relname), ora.oracle_name(a.attname), u.ordinal::numeric
FROM ora.definition_keys() AS x
JOIN pg_catalog.pg_index AS k ON k.indexrelid = x.index_id
JOIN pg_catalog.pg_class AS i ON i.oid = x.index_id
JOIN pg_catalog.pg_class AS c ON c.oid = x.relation
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL unnest(k.indkey) WITH ORDINALITY AS u(attnum, ordinal)
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = u.attnum
UNION ALL
SELECT ora.owner_name(n.nspname), ora.disabled_title(d.relation, d.name), ora.oracle_name(c.relname), ora.oracle_name(btrim(u.name, ' "')), u.ordinal::numeric
FROM ora.disabled_constraints AS d
JOIN pg_catalog.pg_class AS c ON c.oid = d.relation
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL regexp_split_to_table(substring(d.definition FROM '(?i)(?:^(?:foreign|primary)\s+key|^unique(?:\s+nulls\s+not\s+distinct)?|\son\s+\S+(?:\s+using\s+btree)?)\s*\(([^()]*)\)'), ',') WITH ORDINALITY AS u(name, ordinal)
WHERE d.definition !~* '^(check|not null)'
UNION ALL
-- The columns that the condition of a disabled check names, NOT NULL among them.
SELECT ora.owner_name(n.nspname), ora.disabled_title(d.relation, d.name), ora.oracle_name(c.relname), ora.oracle_name(a.attname), NULL
FROM ora.disabled_constraints AS d
JOIN pg_catalog.pg_class AS c ON c.oid = d.relation
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE d.definition ~* '^(check|not null)' AND regexp_replace(d.definition, '''[^'']*''', '', 'g') ~ ('\m' || a.attname || '\M')
UNION ALL
SELECT ora.owner_name(n.nspname), ora.not_null_title(c.oid, a.attnum, a.attname), ora.oracle_name(c.relname), ora.oracle_name(a.attname), NULL
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE a.attnotnull AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS p WHERE p.conrelid = c.oid AND p.contype = 'p' AND a.attnum = ANY (p.conkey) AND coalesce(ora.definition(c.oid, 'notnull ' || a.attname), ora.definition(c.oid, 'required ' || a.attname)) IS NULL);

GRANT SELECT ON ora.dba_cons_columns TO PUBLIC;
