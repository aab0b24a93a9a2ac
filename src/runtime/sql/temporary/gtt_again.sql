-- After DDL on a global temporary table: the session's copy, where there is one, is made anew from the template that has changed.
CREATE PROCEDURE ora.gtt_again(template text)
LANGUAGE plpgsql
AS $$
DECLARE
  own CONSTANT regclass := to_regclass('pg_temp.' || quote_ident((parse_ident(template))[2]));
BEGIN
  IF own IS NOT NULL THEN
    EXECUTE format('DROP TABLE %s', own);
    PERFORM ora.gtt(template);
  END IF;
END
$$;
