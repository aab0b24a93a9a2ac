-- What is known of an open file; ORA-29282 where the handle is not of one, ORA-29283 where it was opened for something else.
CREATE FUNCTION ora.utl_file_state(file ora.utl_file_file_type, wanted text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.state_get('utl_file:' || coalesce(file.id, 0));
BEGIN
  IF known IS NULL THEN
    PERFORM ora.raise(29282, 'invalid file ID');
  ELSIF wanted IS NOT NULL AND known ->> 'mode' <> ALL (string_to_array(wanted, ',')) THEN
    PERFORM ora.raise(29283, 'invalid file operation');
  END IF;
  RETURN known;
END
$$;
