-- GV$NLS_PARAMETERS: V$NLS_PARAMETERS of each instance; there is one.
CREATE VIEW ora.gv_nls_parameters AS
SELECT 1::numeric AS inst_id, v.*
FROM ora.v_nls_parameters AS v;

GRANT SELECT ON ora.gv_nls_parameters TO PUBLIC;
