-- A captured error: what GET STACKED DIAGNOSTICS gives, so that it can be raised again unchanged. No error: sqlstate IS NULL.
CREATE TYPE ora.err AS (
  sqlstate text,
  message text,
  detail text,
  schema_name text,
  table_name text,
  column_name text,
  constraint_name text,
  context text
);
