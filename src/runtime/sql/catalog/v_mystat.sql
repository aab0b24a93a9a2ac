-- V$MYSTAT: one row, for the session's own SID; the statistics themselves are Oracle's alone, so those columns are missing here.
CREATE VIEW ora.v_mystat (sid) AS
SELECT ora.session_pid()::numeric;

GRANT SELECT ON ora.v_mystat TO PUBLIC;
