-- Sets a variable of the session in a configuration parameter: cheaper than ora.state_set, but ROLLBACK and an aborted
-- sub-transaction undo it. A value is kept behind '=', so that NULL (kept as '') and '' stay distinct.
CREATE FUNCTION ora.setting_set(name text, value text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM set_config(ora.setting_key(name), coalesce('=' || value, ''), false);
END
$$;
