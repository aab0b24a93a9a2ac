-- Sets a variable of a package: in the store that no ROLLBACK undoes, and its copy for ora.package_get. Drawing from the clock first makes
-- the copies worthless, so that a failure on the way, as by a cancelled statement, leaves none that is wrong.
CREATE FUNCTION ora.package_set(name text, value text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  mark text;
BEGIN
  IF NOT ora.state_trusted() THEN
    PERFORM ora.state_set(name, value);
    RETURN;
  END IF;
  mark := nextval('ora.state_clock');
  PERFORM ora.state_set(name, value), ora.package_copy(name, value), set_config('ora.state_mark', mark, true);
END
$$;
