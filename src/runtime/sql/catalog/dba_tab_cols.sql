-- DBA_TAB_COLS: as DBA_TAB_COLUMNS; PostgreSQL has no hidden columns to show.
CREATE VIEW ora.dba_tab_cols AS
SELECT d.* FROM ora.dba_tab_columns AS d;

GRANT SELECT ON ora.dba_tab_cols TO PUBLIC;
