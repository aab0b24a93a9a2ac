-- USER_TABLESPACES: as DBA_TABLESPACES, those the user may use.
CREATE VIEW ora.user_tablespaces AS
SELECT d.* FROM ora.dba_tablespaces AS d
WHERE d.tablespace_name <> 'SYSTEM';

GRANT SELECT ON ora.user_tablespaces TO PUBLIC;
