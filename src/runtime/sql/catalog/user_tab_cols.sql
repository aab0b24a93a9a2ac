-- USER_TAB_COLS: as DBA_TAB_COLS, of the first schema of the search path.
CREATE VIEW ora.user_tab_cols AS
SELECT d.table_name, d.column_name, d.data_type, d.data_type_mod, d.data_type_owner, d.data_length, d.data_precision, d.data_scale, d.nullable, d.column_id,
  d.default_length, d.data_default, d.num_distinct, d.low_value, d.high_value, d.density, d.num_nulls, d.num_buckets, d.last_analyzed, d.sample_size,
  d.character_set_name, d.char_col_decl_length, d.global_stats, d.user_stats, d.avg_col_len, d.char_length, d.char_used, d.v80_fmt_image, d.data_upgraded,
  d.hidden_column, d.virtual_column, d.segment_column_id, d.internal_column_id, d.histogram, d.qualified_col_name, d.user_generated, d.default_on_null,
  d.identity_column, d.evaluation_edition, d.unusable_before, d.unusable_beginning, d.collation, d.collated_column_id
FROM ora.dba_tab_cols AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tab_cols TO PUBLIC;
