/**
 * The initialization parameters that V$PARAMETER tells here (src/runtime/sql/catalog/v_parameter.sql): of the others
 * PostgreSQL has no counterpart, or one that means something else. (Database Reference, "Initialization Parameters")
 */
export const initializationParameters: ReadonlySet<string> = new Set(
  `cluster_database compatible db_block_size db_domain db_name db_unique_name instance_name nls_calendar nls_comp
  nls_currency nls_date_format nls_date_language nls_dual_currency nls_iso_currency nls_language nls_length_semantics
  nls_nchar_conv_excp nls_numeric_characters nls_sort nls_territory nls_time_format nls_time_tz_format
  nls_timestamp_format nls_timestamp_tz_format processes service_names`.split(/\s+/),
);
