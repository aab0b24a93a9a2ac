-- ALTER SEQUENCE gives back the numbers that are kept ready: the next ones are counted from the number that comes next. (SQL Language Reference, ALTER SEQUENCE)
CREATE FUNCTION ora.note_sequence_base(sequence regclass) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  next numeric;
BEGIN
  EXECUTE format('SELECT q.last_value::numeric + CASE WHEN q.is_called THEN s.seqincrement ELSE 0 END FROM %s AS q, pg_catalog.pg_sequence AS s WHERE s.seqrelid = $1', sequence)
  INTO next USING sequence;
  PERFORM ora.note_definition(sequence, 'base', next::text);
END
$$;
