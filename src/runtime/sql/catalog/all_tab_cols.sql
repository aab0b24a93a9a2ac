-- ALL_TAB_COLS: as ALL_TAB_COLUMNS; PostgreSQL has no hidden columns to show.
CREATE VIEW ora.all_tab_cols AS
SELECT d.* FROM ora.all_tab_columns AS d;

GRANT SELECT ON ora.all_tab_cols TO PUBLIC;
