-- A table, view or column has come: views that were invalid for want of it are made again, as Oracle does at their next use. Those that still lack something stay invalid.
CREATE FUNCTION ora.revalidate_views() RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  v record;
  triggers text;
  made boolean;
BEGIN
  DELETE FROM ora.invalid_views AS i WHERE NOT ora.is_invalid_view(i.view);
  -- One may read another that is made later.
  LOOP
    made := false;
    FOR v IN SELECT i.view, i.view::regclass AS name, i.statement FROM ora.invalid_views AS i ORDER BY i.view LOOP
      BEGIN
        BEGIN
          EXECUTE v.statement;
          EXECUTE format('drop trigger if exists __invalid on %s', v.name);
        EXCEPTION WHEN invalid_table_definition THEN
          SELECT string_agg(pg_get_triggerdef(t.oid) || ';', E'\n') INTO triggers FROM pg_catalog.pg_trigger AS t WHERE t.tgrelid = v.view AND NOT t.tgisinternal AND t.tgname <> '__invalid';
          PERFORM ora.under_views(v.view, format(E'drop view %s;\n%s;\n%s', v.name, rtrim(v.statement, E'; \n'), triggers));
        END;
        DELETE FROM ora.invalid_views AS i WHERE i.view = v.view;
        made := true;
      EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
        NULL;
      END;
    END LOOP;
    EXIT WHEN NOT made;
  END LOOP;
END
$$;
