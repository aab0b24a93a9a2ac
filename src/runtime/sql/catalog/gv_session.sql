-- GV$SESSION: V$SESSION of each instance; there is one.
CREATE VIEW ora.gv_session AS
SELECT 1::numeric AS inst_id, v.*
FROM ora.v_session AS v;

GRANT SELECT ON ora.gv_session TO PUBLIC;
