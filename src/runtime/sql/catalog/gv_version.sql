-- GV$VERSION: V$VERSION of each instance; there is one.
CREATE VIEW ora.gv_version AS
SELECT 1::numeric AS inst_id, v.*
FROM ora.v_version AS v;

GRANT SELECT ON ora.gv_version TO PUBLIC;
