-- GV$DATABASE: V$DATABASE of each instance; there is one.
CREATE VIEW ora.gv_database AS
SELECT 1::numeric AS inst_id, v.*
FROM ora.v_database AS v;

GRANT SELECT ON ora.gv_database TO PUBLIC;
