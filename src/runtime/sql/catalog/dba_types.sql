-- DBA_TYPES: object and collection types. A collection type is a domain over an array, a subtype a domain over the composite of its root.
-- Supertype and the numbers of attributes and methods come from what was noted at CREATE TYPE; without a note they are NULL.
CREATE VIEW ora.dba_types AS
SELECT d.owner, d.type_name, NULL::bytea AS type_oid, d.typecode, d.attributes, d.methods, d.predefined, d.incomplete, d.final, d.instantiable,
  'YES'::text AS persistable, d.supertype_owner, d.supertype_name, d.local_attributes, d.local_methods, NULL::bytea AS typeid
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(t.typname),
    coalesce(x.note ->> 'code', CASE WHEN t.typtype = 'c' OR b.typtype = 'c' THEN 'OBJECT' ELSE 'COLLECTION' END),
    jsonb_array_length(x.note -> 'attrs')::numeric, jsonb_array_length(x.note -> 'methods')::numeric,
    'NO'::text, 'NO'::text, x.note ->> 'final', x.note ->> 'instantiable', x.note ->> 'owner', x.note ->> 'super',
    CASE WHEN x.note ? 'super' THEN (SELECT count(*) FROM jsonb_array_elements(x.note -> 'attrs') AS a (v) WHERE a.v ->> 'inherited' = 'NO')::numeric END,
    CASE WHEN x.note ? 'super' THEN (SELECT count(*) FROM jsonb_array_elements(x.note -> 'methods') AS m (v) WHERE m.v ->> 'inherited' = 'NO')::numeric END
  FROM pg_catalog.pg_type AS t
  JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid
  LEFT JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype
  LEFT JOIN ora.type_notes AS x ON x.type = t.oid
  WHERE (t.typtype = 'c' AND c.relkind = 'c' OR t.typtype = 'd' AND (b.typcategory = 'A' OR b.typtype = 'c'))
    AND NOT ora.is_of_extension('pg_catalog.pg_type'::regclass, t.oid)
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, type_name, typecode, attributes, methods, predefined, incomplete, final, instantiable, supertype_owner, supertype_name, local_attributes, local_methods);

GRANT SELECT ON ora.dba_types TO PUBLIC;
