-- DBA_TYPE_METHODS: methods of object types, as they were noted at CREATE TYPE.
CREATE VIEW ora.dba_type_methods (owner, type_name, method_name, method_no, method_type, parameters, results, final, instantiable, overriding, inherited) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(t.typname), m.v ->> 'name', m.i::numeric, m.v ->> 'kind', (m.v ->> 'parameters')::numeric,
  (m.v ->> 'results')::numeric, m.v ->> 'final', m.v ->> 'instantiable', m.v ->> 'overriding', m.v ->> 'inherited'
FROM ora.type_notes AS x
JOIN pg_catalog.pg_type AS t ON t.oid = x.type
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
CROSS JOIN jsonb_array_elements(x.note -> 'methods') WITH ORDINALITY AS m (v, i);

GRANT SELECT ON ora.dba_type_methods TO PUBLIC;
