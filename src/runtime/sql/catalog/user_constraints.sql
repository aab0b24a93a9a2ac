-- USER_CONSTRAINTS: as DBA_CONSTRAINTS, of the first schema of the search path.
CREATE VIEW ora.user_constraints AS
SELECT d.owner, d.constraint_name, d.constraint_type, d.table_name, d.search_condition, d.search_condition_vc, d.r_owner, d.r_constraint_name, d.delete_rule,
  d.status, d.deferrable, d.deferred, d.validated, d.generated, d.bad, d.rely, d.last_change, d.index_owner, d.index_name, d.invalid, d.view_related,
  d.origin_con_id
FROM ora.dba_constraints AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_constraints TO PUBLIC;
