-- Keeps CACHE of the sequence of an identity column, where that is said, and the number from which its numbers are counted on. (SQL Language Reference, CREATE TABLE, "identity_options")
CREATE FUNCTION ora.note_identity(relation regclass, column_name text, cache text) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.note_definition(s.sequence, 'cache', cache)
  FROM (SELECT pg_get_serial_sequence(relation::text, column_name)::regclass AS sequence) AS s WHERE s.sequence IS NOT NULL AND cache IS NOT NULL;
  SELECT ora.note_sequence_base(s.sequence)
  FROM (SELECT pg_get_serial_sequence(relation::text, column_name)::regclass AS sequence) AS s WHERE s.sequence IS NOT NULL;
$$;
