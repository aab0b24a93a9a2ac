-- GV$PROCESS: V$PROCESS of each instance; there is one.
CREATE VIEW ora.gv_process AS
SELECT 1::numeric AS inst_id, v.*
FROM ora.v_process AS v;

GRANT SELECT ON ora.gv_process TO PUBLIC;
