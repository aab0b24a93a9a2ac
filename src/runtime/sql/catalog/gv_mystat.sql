-- GV$MYSTAT: V$MYSTAT of each instance; there is one.
CREATE VIEW ora.gv_mystat AS
SELECT 1::numeric AS inst_id, v.*
FROM ora.v_mystat AS v;

GRANT SELECT ON ora.gv_mystat TO PUBLIC;
