-- The columns noted under the key by the statement's UPDATE OF triggers, for the row or statement at hand; behind chr(31) are those of statements
-- on a view that this one interrupts.
CREATE FUNCTION ora.updating_take(key text) RETURNS text[]
LANGUAGE sql
AS $$
  SELECT ('{' || coalesce(split_part(current_setting('ora.updating_' || pg_trigger_depth() || md5(key), true), chr(31), 1), '') || '}')::text[]
$$;
