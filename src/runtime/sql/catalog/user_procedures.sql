-- USER_PROCEDURES: as DBA_PROCEDURES, of the first schema of the search path.
CREATE VIEW ora.user_procedures AS
SELECT d.object_name, d.procedure_name, d.object_id, d.subprogram_id, d.overload, d.object_type, d.aggregate, d.pipelined, d.impltypeowner, d.impltypename,
  d.parallel, d.interface, d.deterministic, d.authid, d.result_cache, d.origin_con_id, d.polymorphic
FROM ora.dba_procedures AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_procedures TO PUBLIC;
