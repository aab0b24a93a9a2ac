-- DBA_TYPES: object and collection types. A collection type is a domain over an array, a subtype a domain over the composite of its root.
-- The catalog does not hold the numbers of attributes and methods, nor the supertype: those columns are missing here.
CREATE VIEW ora.dba_types (owner, type_name, typecode, predefined, incomplete) AS
SELECT ora.owner_name(n.nspname), ora.oracle_name(t.typname), CASE WHEN t.typtype = 'c' OR b.typtype = 'c' THEN 'OBJECT' ELSE 'COLLECTION' END,
  'NO'::text, 'NO'::text
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid
LEFT JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype
WHERE (t.typtype = 'c' AND c.relkind = 'c' OR t.typtype = 'd' AND (b.typcategory = 'A' OR b.typtype = 'c'))
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_types TO PUBLIC;
