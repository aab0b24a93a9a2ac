-- ALL_USERS: see DBA_USERS.
CREATE VIEW ora.all_users (username, user_id, created) AS
SELECT u.username, u.user_id, u.created FROM ora.dba_users AS u;

GRANT SELECT ON ora.all_users TO PUBLIC;
