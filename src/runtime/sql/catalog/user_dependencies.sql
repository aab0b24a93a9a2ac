-- USER_DEPENDENCIES: as DBA_DEPENDENCIES, of the first schema of the search path.
CREATE VIEW ora.user_dependencies AS
SELECT d.name, d.type, d.referenced_owner, d.referenced_name, d.referenced_type, d.referenced_link_name, d.dependency_type FROM ora.dba_dependencies AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_dependencies TO PUBLIC;
