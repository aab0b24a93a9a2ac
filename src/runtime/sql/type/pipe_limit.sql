-- The query wants so many rows of the pipelined function `routine`, which starts next: it is evaluated before it. Always true.
-- (PL/SQL Language Reference, "NO_DATA_NEEDED Exception")
CREATE FUNCTION ora.pipe_limit(routine text, wanted bigint) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT set_config('ora.pipe_limit', routine || '=' || wanted, true) IS NOT NULL
$$;
