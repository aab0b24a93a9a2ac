-- ALL_USERS: see DBA_USERS.
CREATE VIEW ora.all_users (username, user_id, created, common, oracle_maintained) AS
SELECT u.username, u.user_id, u.created, u.common, u.oracle_maintained FROM ora.dba_users AS u;

GRANT SELECT ON ora.all_users TO PUBLIC;
