-- DBA_TYPES: object and collection types. A collection type is a domain over an array.
CREATE VIEW ora.dba_types (owner, type_name, typecode, attributes, methods, predefined, incomplete, final, instantiable) AS
SELECT ora.oracle_name(n.nspname), ora.oracle_name(t.typname), CASE t.typtype WHEN 'c' THEN 'OBJECT' ELSE 'COLLECTION' END,
  (SELECT count(*) FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)::numeric,
  (SELECT count(*) FROM pg_catalog.pg_proc AS f WHERE f.pronamespace = n.oid AND starts_with(f.proname, t.typname || '__'))::numeric,
  'NO'::text, 'NO'::text, 'YES'::text, 'YES'::text
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid
LEFT JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype
WHERE (t.typtype = 'c' AND c.relkind = 'c' OR t.typtype = 'd' AND b.typcategory = 'A') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_types TO PUBLIC;
