-- The rows of the session's copy of a global temporary table, for views: ora.gtt_rows(null::hr.work).
CREATE FUNCTION ora.gtt_rows(template anyelement) RETURNS SETOF anyelement
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  name text;
  own text;
BEGIN
  SELECT format('%I.%I', n.nspname, c.relname), format('pg_temp.%I', c.relname) INTO STRICT name, own
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.reltype = pg_typeof(template);
  IF to_regclass(own) IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE 'SELECT * FROM ' || own;
END
$$;
