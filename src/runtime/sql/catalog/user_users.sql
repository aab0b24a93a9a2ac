-- USER_USERS: the session user.
CREATE VIEW ora.user_users (username, user_id, account_status, created, default_tablespace, temporary_tablespace) AS
SELECT u.username, u.user_id, u.account_status, u.created, u.default_tablespace, u.temporary_tablespace FROM ora.dba_users AS u WHERE u.username = ora.user_name();

GRANT SELECT ON ora.user_users TO PUBLIC;
