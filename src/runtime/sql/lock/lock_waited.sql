-- The end of ora.lock_wait: locks are waited for as before it.
CREATE FUNCTION ora.lock_waited() RETURNS void
LANGUAGE sql
AS $$
  SELECT set_config('lock_timeout', current_setting('ora.lock_timeout'), true),
         CASE WHEN current_setting('ora.is_autonomous', true) = 'on' THEN ora.state_set('lock_wait', NULL) END;
$$;
