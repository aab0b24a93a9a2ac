-- Trigger on UPDATE OF a column: notes under the key of a trigger that the column is in the SET list. Arguments: key, column.
-- Without a column it clears the notes. Kept in a setting, so that a statement that fails takes its notes with it.
CREATE FUNCTION ora.updating_note() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  name text := 'ora.updating_' || md5(tg_argv[0]);
BEGIN
  PERFORM set_config(name, CASE WHEN tg_nargs > 1
    THEN concat_ws(',', nullif(current_setting(name, true), ''), quote_ident(tg_argv[1])) ELSE '' END, false);
  IF tg_when = 'BEFORE' AND tg_level = 'ROW' THEN
    RETURN new;
  END IF;
  RETURN NULL;
END
$$;
