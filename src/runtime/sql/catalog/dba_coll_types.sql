-- DBA_COLL_TYPES: nested table types and VARRAYs, as they were noted at CREATE TYPE.
CREATE VIEW ora.dba_coll_types (owner, type_name, coll_type, upper_bound, elem_type_mod, elem_type_owner, elem_type_name, length, precision, scale, character_set_name, nulls_stored) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(t.typname), x.note #>> '{collection,kind}', (x.note #>> '{collection,bound}')::numeric, x.note #>> '{collection,mod}',
  x.note #>> '{collection,owner}', x.note #>> '{collection,type}', (x.note #>> '{collection,length}')::numeric,
  (x.note #>> '{collection,precision}')::numeric, (x.note #>> '{collection,scale}')::numeric, x.note #>> '{collection,set}', x.note #>> '{collection,nulls}'
FROM ora.type_notes AS x
JOIN pg_catalog.pg_type AS t ON t.oid = x.type
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
WHERE x.note ? 'collection';

GRANT SELECT ON ora.dba_coll_types TO PUBLIC;
