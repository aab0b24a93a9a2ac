-- DBA_TAB_COLUMNS: as DBA_TAB_COLS, without the columns that the system made; those that are INVISIBLE have no COLUMN_ID.
CREATE VIEW ora.dba_tab_columns AS
SELECT d.owner, d.table_name, d.column_name, d.data_type, d.data_type_mod, d.data_type_owner, d.data_length, d.data_precision, d.data_scale, d.nullable,
  d.column_id, d.default_length, d.data_default, d.num_distinct, d.low_value, d.high_value, d.density, d.num_nulls, d.num_buckets, d.last_analyzed,
  d.sample_size, d.character_set_name, d.char_col_decl_length, d.global_stats, d.user_stats, d.avg_col_len, d.char_length, d.char_used, d.v80_fmt_image,
  d.data_upgraded, d.histogram, d.default_on_null, d.identity_column, d.evaluation_edition, d.unusable_before, d.unusable_beginning, d.collation FROM ora.dba_tab_cols AS d;

GRANT SELECT ON ora.dba_tab_columns TO PUBLIC;
