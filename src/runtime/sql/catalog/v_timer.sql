-- V$TIMER: hundredths of a second from an arbitrary point, for differences only.
CREATE VIEW ora.v_timer (hsecs) AS
SELECT ora.dbms_utility_get_time();

GRANT SELECT ON ora.v_timer TO PUBLIC;
