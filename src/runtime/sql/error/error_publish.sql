-- While a handler runs, SQLCODE and SQLERRM of the routines it calls are those of the error it handles. (PL/SQL Language Reference, "SQLCODE Function")
-- NULL ends that. Kept in a setting: when the handler itself fails, the sub-transaction around it takes it back.
CREATE FUNCTION ora.error_publish(e ora.err) RETURNS void
LANGUAGE sql
AS $$
  SELECT set_config('ora.error', coalesce(CASE WHEN e.sqlstate IS NOT NULL THEN e::text END, ''), false)
$$;
