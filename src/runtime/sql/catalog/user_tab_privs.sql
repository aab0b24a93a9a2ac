-- USER_TAB_PRIVS: as DBA_TAB_PRIVS, where the user gave or got the privilege.
CREATE VIEW ora.user_tab_privs AS
SELECT d.* FROM ora.dba_tab_privs AS d WHERE ora.oracle_name(session_user) IN (d.grantor, d.grantee);

GRANT SELECT ON ora.user_tab_privs TO PUBLIC;
