-- GV$PARAMETER: V$PARAMETER of each instance; there is one.
CREATE VIEW ora.gv_parameter AS
SELECT 1::numeric AS inst_id, v.*
FROM ora.v_parameter AS v;

GRANT SELECT ON ora.gv_parameter TO PUBLIC;
