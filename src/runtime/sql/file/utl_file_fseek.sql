-- UTL_FILE.FSEEK: goes to a byte of a file that is read, or forward and backward by so many; ORA-29290 behind the end and without an offset.
-- (PL/SQL Packages and Types Reference, "UTL_FILE")
CREATE PROCEDURE ora.utl_file_fseek(file ora.utl_file_file_type, absolute_offset integer DEFAULT NULL, relative_offset integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.utl_file_state(file, 'r');
  at bigint := coalesce(absolute_offset, CASE WHEN relative_offset IS NOT NULL THEN greatest(0, ora.state_get('utl_file_at:' || file.id)::bigint + relative_offset) END);
BEGIN
  IF file.byte_mode THEN
    PERFORM ora.raise(29283, 'invalid file operation');
  ELSIF at IS NULL OR at < 0 OR at > (pg_stat_file(known ->> 'path')).size THEN
    PERFORM ora.raise(29290, 'invalid offset specified for seek');
  END IF;
  PERFORM ora.state_set('utl_file_at:' || file.id, at::text);
END
$$;
