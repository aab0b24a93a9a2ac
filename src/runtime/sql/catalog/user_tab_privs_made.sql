-- USER_TAB_PRIVS_MADE: as DBA_TAB_PRIVS, of the objects of the first schema of the search path.
CREATE VIEW ora.user_tab_privs_made AS
SELECT d.grantee, d.table_name, d.grantor, d.privilege, d.grantable, d.hierarchy, d.common, d.type, d.inherited FROM ora.dba_tab_privs AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tab_privs_made TO PUBLIC;
