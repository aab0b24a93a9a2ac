-- True when the package has to be initialised in this session, and marks it as initialised. `<pkg>.__init()` begins with
--   IF NOT ora.package_enter('<pkg>') THEN RETURN; END IF;
-- and each routine of a package with state with
--   IF current_setting('ora.init_<pkg>', true) IS DISTINCT FROM '1' THEN CALL <pkg>.__init(); END IF;
-- The parameter is the quick check. A ROLLBACK may undo it, the store decides then; it never says 1 too early.
-- The mark of a package that is serially reusable is the call it was initialised in (ora.server_call).
-- The mark is set before the initialisation runs, because that may call routines of its own package.
CREATE FUNCTION ora.package_enter(package text, mark text DEFAULT '1') RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
  must_initialise boolean := ora.state_get('init:' || package) IS DISTINCT FROM mark;
BEGIN
  IF must_initialise THEN
    PERFORM ora.state_set('init:' || package, mark);
  END IF;
  PERFORM set_config(ora.setting_key('init_' || package), mark, false);
  RETURN must_initialise;
END
$$;
