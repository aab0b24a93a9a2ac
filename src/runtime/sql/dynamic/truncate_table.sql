-- TRUNCATE TABLE of a table whose name only the run knows; of a global temporary table, the session's own rows. (SQL Language Reference, "TRUNCATE TABLE")
CREATE FUNCTION ora.truncate_table(name text, further boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  relation CONSTANT regclass := to_regclass(name);
BEGIN
  IF relation IS NULL THEN
    PERFORM ora.raise(942);
  ELSIF ora.is_gtt_template(relation) THEN
    IF to_regclass('pg_temp.' || quote_ident((parse_ident(name))[2])) IS NOT NULL THEN
      EXECUTE format('truncate table pg_temp.%I', (parse_ident(name))[2]);
    END IF;
    RETURN;
  END IF;
  EXECUTE format('truncate table %s%s', relation, CASE WHEN further THEN ' cascade' ELSE '' END);
END
$$;
