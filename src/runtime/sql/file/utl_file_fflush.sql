-- UTL_FILE.FFLUSH: writes what was added so far.
CREATE PROCEDURE ora.utl_file_fflush(file ora.utl_file_file_type)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.utl_file_state(file, 'w,a');
  content text := known ->> 'stored';
  last integer := ora.state_get('utl_file_at:' || file.id)::integer;
BEGIN
  SELECT content || coalesce(string_agg(ora.state_fetch('utl_file:' || file.id || ':' || i), '' ORDER BY i), '') INTO content FROM generate_series(1, last) AS i;
  PERFORM ora.utl_file_store(known ->> 'path', decode(content, 'hex'));
  FOR i IN 1 .. last LOOP
    PERFORM ora.state_clear('utl_file:' || file.id || ':' || i);
  END LOOP;
  PERFORM ora.state_set('utl_file_at:' || file.id, '0');
  PERFORM ora.state_set('utl_file:' || file.id, (known || jsonb_build_object('stored', content))::text);
END
$$;
