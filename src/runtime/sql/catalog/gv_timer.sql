-- GV$TIMER: V$TIMER of each instance; there is one.
CREATE VIEW ora.gv_timer AS
SELECT 1::numeric AS inst_id, v.*
FROM ora.v_timer AS v;

GRANT SELECT ON ora.gv_timer TO PUBLIC;
