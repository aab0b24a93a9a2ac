-- DBA_DEPENDENCIES: what views, synonyms and program units need by the text of their sources. Tables that only Oracle has (DUAL, the dictionary) are left out.
CREATE VIEW ora.dba_dependencies (owner, name, type, referenced_owner, referenced_name, referenced_type, referenced_link_name, dependency_type) AS
SELECT d.owner, d.name, d.type, d.referenced_owner, d.referenced_name, d.referenced_type, NULL::text, 'HARD'::text
FROM ora.dependencies AS d
WHERE d.referenced_type <> 'COLUMN' AND (
  d.type = 'TYPE BODY' AND EXISTS (SELECT FROM ora.dba_objects AS o WHERE (o.owner, o.object_name, o.object_type) = (d.owner, d.name, 'TYPE'))
  OR EXISTS (SELECT FROM ora.dba_objects AS o WHERE (o.owner, o.object_name, o.object_type) = (d.owner, d.name, d.type)));

GRANT SELECT ON ora.dba_dependencies TO PUBLIC;
