-- FOR UPDATE WAIT n and LOCK TABLE … WAIT n: from here on a lock is waited for so many seconds, until ora.lock_waited(). Past them PostgreSQL raises
-- 55P03, which error_code tells from that of NOWAIT. An error puts the setting back with the rest of its sub-transaction.
-- (SQL Language Reference, SELECT, for_update_clause; PostgreSQL manual, lock_timeout)
CREATE FUNCTION ora.lock_wait(seconds numeric) RETURNS void
LANGUAGE sql
AS $$
  SELECT set_config('ora.lock_timeout', current_setting('lock_timeout'), true),
         set_config('lock_timeout', greatest(1, trunc(seconds * 1000))::text, true),
         CASE WHEN current_setting('ora.is_autonomous', true) = 'on' THEN ora.state_set('lock_wait', '1') END;
$$;
