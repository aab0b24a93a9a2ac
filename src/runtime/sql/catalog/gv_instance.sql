-- GV$INSTANCE: V$INSTANCE of each instance; there is one.
CREATE VIEW ora.gv_instance AS
SELECT 1::numeric AS inst_id, v.*
FROM ora.v_instance AS v;

GRANT SELECT ON ora.gv_instance TO PUBLIC;
