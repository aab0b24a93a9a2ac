-- USER_VIEWS: as DBA_VIEWS, of the first schema of the search path.
CREATE VIEW ora.user_views AS
SELECT d.view_name, d.text_length, d.text, d.text_vc, d.type_text_length, d.type_text, d.oid_text_length, d.oid_text, d.view_type_owner, d.view_type,
  d.superview_name, d.editioning_view, d.read_only, d.container_data, d.bequeath, d.origin_con_id, d.default_collation, d.containers_default, d.container_map,
  d.extended_data_link, d.extended_data_link_map, d.has_sensitive_column
FROM ora.dba_views AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_views TO PUBLIC;
