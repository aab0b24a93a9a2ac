-- Trigger on UPDATE OF a column: notes under the key of a trigger that the column is in the SET list. Arguments: key, column; '' for the column
-- that this trigger is about, whatever its name is by now.
-- Without a column it clears the notes. Kept in a setting, so that a statement that fails takes its notes with it.
CREATE FUNCTION ora.updating_note() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  name text := 'ora.updating_' || md5(tg_argv[0]);
BEGIN
  PERFORM set_config(name, CASE WHEN tg_nargs > 1
    THEN concat_ws(',', nullif(current_setting(name, true), ''), quote_ident(CASE WHEN tg_argv[1] = '' THEN (
      SELECT a.attname FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_attribute AS a ON a.attrelid = g.tgrelid AND a.attnum = g.tgattr[0]
      WHERE g.tgrelid = tg_relid AND g.tgname = tg_name) ELSE tg_argv[1] END)) ELSE '' END, false);
  IF tg_when = 'BEFORE' AND tg_level = 'ROW' THEN
    RETURN new;
  END IF;
  RETURN NULL;
END
$$;
