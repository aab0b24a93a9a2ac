-- USER_TAB_COLS: as USER_TAB_COLUMNS; PostgreSQL has no hidden columns to show.
CREATE VIEW ora.user_tab_cols AS
SELECT d.* FROM ora.user_tab_columns AS d;

GRANT SELECT ON ora.user_tab_cols TO PUBLIC;
