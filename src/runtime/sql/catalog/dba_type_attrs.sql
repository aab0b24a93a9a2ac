-- DBA_TYPE_ATTRS: attributes of object types, as they were noted at CREATE TYPE; of a type without a note, the columns of its composite.
CREATE VIEW ora.dba_type_attrs AS
SELECT d.owner, d.type_name, d.attr_name, d.attr_type_mod, d.attr_type_owner, d.attr_type_name, d.length, d.precision, d.scale, d.character_set_name,
  d.attr_no, d.inherited, NULL::text AS char_used
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), ora.oracle_name(a.attname), NULL::text, CASE WHEN t.typtype IN ('c', 'd') THEN ora.owner_name(tn.nspname) END, ora.oracle_type(a.atttypid, a.atttypmod),
    (CASE WHEN t.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4 THEN a.atttypmod - 4 END)::numeric,
    (CASE WHEN t.typname = 'numeric' AND a.atttypmod > 4 THEN ((a.atttypmod - 4) >> 16) & 65535 END)::numeric,
    (CASE WHEN t.typname = 'numeric' AND a.atttypmod > 4 THEN (((a.atttypmod - 4) & 2047) # 1024) - 1024 END)::numeric,
    CASE WHEN t.typname IN ('varchar', 'bpchar', 'text') THEN 'CHAR_CS' END,
    row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum)::numeric, 'NO'::text
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid AND c.relkind = 'c'
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
  JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.typnamespace
  WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attname <> '_type' AND NOT EXISTS (SELECT FROM ora.type_notes AS x WHERE x.type = c.reltype)
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
  UNION ALL
  SELECT ora.owner_name(n.nspname), ora.oracle_name(t.typname), a.v ->> 'name', a.v ->> 'mod', a.v ->> 'owner', a.v ->> 'type', (a.v ->> 'length')::numeric,
    (a.v ->> 'precision')::numeric, (a.v ->> 'scale')::numeric, a.v ->> 'set', a.i::numeric, a.v ->> 'inherited'
  FROM ora.type_notes AS x
  JOIN pg_catalog.pg_type AS t ON t.oid = x.type
  JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
  CROSS JOIN jsonb_array_elements(x.note -> 'attrs') WITH ORDINALITY AS a (v, i)
) AS d(owner, type_name, attr_name, attr_type_mod, attr_type_owner, attr_type_name, length, precision, scale, character_set_name, attr_no, inherited);

GRANT SELECT ON ora.dba_type_attrs TO PUBLIC;
