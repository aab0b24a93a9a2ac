-- USER_SEQUENCES: as DBA_SEQUENCES, of the first schema of the search path.
CREATE VIEW ora.user_sequences AS
SELECT d.sequence_name, d.min_value, d.max_value, d.increment_by, d.cycle_flag, d.order_flag, d.cache_size, d.last_number, d.scale_flag, d.extend_flag,
  d.session_flag, d.keep_value
FROM ora.dba_sequences AS d
WHERE d.sequence_owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_sequences TO PUBLIC;
