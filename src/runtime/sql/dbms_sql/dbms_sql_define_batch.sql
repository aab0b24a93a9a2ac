-- Notes that a column is fetched into an array. ORA-29253 for a count that is not positive. (Database Error Messages)
CREATE FUNCTION ora.dbms_sql_define_batch(c integer, "position" integer, cnt integer, lower_bnd integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_defined(c, "position");
BEGIN
  IF cnt IS NULL OR cnt <= 0 THEN
    PERFORM ora.raise(29253, 'Invalid count argument passed to procedure dbms_sql.define_array');
  END IF;
  PERFORM ora.state_set('dbms_sql:' || c, (cursor_state || jsonb_build_object('batch', cnt, 'lower',
    coalesce(cursor_state -> 'lower', '{}') || jsonb_build_object("position"::text, lower_bnd)))::text);
END
$$;
