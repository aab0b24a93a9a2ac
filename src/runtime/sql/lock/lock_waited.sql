-- The end of ora.lock_wait: locks are waited for as before it.
CREATE FUNCTION ora.lock_waited() RETURNS void
LANGUAGE sql
AS $$
  SELECT set_config('lock_timeout', current_setting('ora.lock_timeout'), true);
$$;
