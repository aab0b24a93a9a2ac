-- DBA_ERRORS: what Oracle's compiler finds in the programs of the inputs. A program that was not understood is none of PostgreSQL's.
CREATE VIEW ora.dba_errors (owner, name, type, sequence, line, position, text, attribute, message_number) AS
SELECT e.owner, e.name, e.type, row_number() OVER (PARTITION BY e.owner, e.name, e.type ORDER BY e.sequence)::numeric,
  e.line::numeric, e.position::numeric, e.text, 'ERROR'::text,
  coalesce(substring(e.text FROM '^PLS-(\d+)'), substring(e.text FROM 'ORA-(\d+)'), '0')::numeric
FROM ora.compile_errors AS e
WHERE e.is_found AND (e.needs IS NULL OR to_regclass(e.needs) IS NULL)
  AND (e.text ~ '^PLS-00103' OR EXISTS (SELECT FROM ora.dba_objects AS o WHERE (o.owner, o.object_name, o.object_type) = (e.owner, e.name, e.type)));

GRANT SELECT ON ora.dba_errors TO PUBLIC;
