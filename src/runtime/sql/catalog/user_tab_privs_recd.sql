-- USER_TAB_PRIVS_RECD: as DBA_TAB_PRIVS, where the user got the privilege.
CREATE VIEW ora.user_tab_privs_recd AS
SELECT d.owner, d.table_name, d.grantor, d.privilege, d.grantable, d.hierarchy, d.common, d.type, d.inherited FROM ora.dba_tab_privs AS d
WHERE d.grantee = ora.oracle_name(session_user);

GRANT SELECT ON ora.user_tab_privs_recd TO PUBLIC;
