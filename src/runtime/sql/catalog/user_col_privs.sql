-- USER_COL_PRIVS: as DBA_COL_PRIVS, where the user gave or got the privilege, or owns the column.
CREATE VIEW ora.user_col_privs AS
SELECT d.* FROM ora.dba_col_privs AS d WHERE ora.oracle_name(session_user) IN (d.grantor, d.grantee, d.owner);

GRANT SELECT ON ora.user_col_privs TO PUBLIC;
