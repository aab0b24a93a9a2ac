-- The columns noted under the key by the statement's UPDATE OF triggers, for the row or statement at hand.
CREATE FUNCTION ora.updating_take(key text) RETURNS text[]
LANGUAGE sql
AS $$
  SELECT ('{' || coalesce(current_setting('ora.updating_' || pg_trigger_depth() || md5(key), true), '') || '}')::text[]
$$;
