-- USER_TRIGGERS: as DBA_TRIGGERS, of the first schema of the search path.
CREATE VIEW ora.user_triggers AS
SELECT d.trigger_name, d.trigger_type, d.triggering_event, d.table_owner, d.base_object_type, d.table_name, d.column_name, d.referencing_names, d.when_clause,
  d.status, d.description, d.action_type, d.trigger_body, d.crossedition, d.before_statement, d.before_row, d.after_row, d.after_statement, d.instead_of_row,
  d.fire_once, d.apply_server_only
FROM ora.dba_triggers AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_triggers TO PUBLIC;
