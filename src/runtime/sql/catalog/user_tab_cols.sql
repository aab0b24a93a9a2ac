-- USER_TAB_COLS: as USER_TAB_COLUMNS; PostgreSQL has no hidden columns to show.
CREATE VIEW ora.user_tab_cols AS
SELECT d.*, d.column_id AS segment_column_id, d.column_id AS internal_column_id, d.column_name AS qualified_col_name, 'YES'::text AS user_generated
FROM ora.user_tab_columns AS d;

GRANT SELECT ON ora.user_tab_cols TO PUBLIC;
