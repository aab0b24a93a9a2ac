-- USER_VIEWS: as DBA_VIEWS, of the first schema of the search path.
CREATE VIEW ora.user_views AS
SELECT d.view_name, d.text_length, d.text, d.text_vc, d.read_only FROM ora.dba_views AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_views TO PUBLIC;
