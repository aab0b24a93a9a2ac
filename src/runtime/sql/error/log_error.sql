-- Writes a row of an error log: the error, what the statement did (I, U, D), the row's address, the tag, and the values of the columns that the log has.
-- (PL/SQL Packages and Types Reference, "CREATE_ERROR_LOG Procedure"; Database Administrator's Guide, "Error Logging Table Format")
CREATE FUNCTION ora.log_error(log_table regclass, e ora.err, operation text, address text, tag text, names text[], vals text[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  columns text[];
  kept text[];
BEGIN
  SELECT array_agg(quote_ident(a.attname) ORDER BY a.attnum), array_agg(quote_nullable(CASE WHEN a.atttypid = 'bytea'::regtype AND x.val ~ '^([0-9A-Fa-f]{2})*$' THEN '\x' || x.val ELSE left(x.val, 4000) END) || '::' || format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum)
  INTO columns, kept
  FROM unnest(names || '{ora_err_number$,ora_err_mesg$,ora_err_rowid$,ora_err_optyp$,ora_err_tag$}',
    vals || ARRAY[ora.error_code(e)::text, left(ora.error_line(e.sqlstate, e.message, e.schema_name, e.table_name, e.column_name, e.constraint_name, e.context), 2000), address, operation, tag]) x (name, val)
    JOIN pg_attribute a ON a.attrelid = log_table AND a.attname = x.name AND a.attnum > 0 AND NOT a.attisdropped;
  IF columns IS NOT NULL THEN
    EXECUTE format('INSERT INTO %s (%s) VALUES (%s)', log_table, array_to_string(columns, ', '), array_to_string(kept, ', '));
  END IF;
END
$$;
