-- How many rows the query wants that has started the pipelined function `routine`; NULL: all. Told once.
CREATE FUNCTION ora.pipe_limit_taken(routine text) RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
  said text := current_setting('ora.pipe_limit', true);
BEGIN
  IF starts_with(said, routine || '=') THEN
    PERFORM set_config('ora.pipe_limit', '', true);
    RETURN substr(said, length(routine) + 2)::bigint;
  END IF;
  RETURN NULL;
END
$$;
