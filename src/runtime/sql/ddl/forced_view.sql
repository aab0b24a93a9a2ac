-- CREATE FORCE VIEW over what may not be there: the view is invalid then, and is made once everything is. (SQL Language Reference, "CREATE VIEW", FORCE)
CREATE FUNCTION ora.forced_view(view text, columns text[], statement text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  title text := (SELECT string_agg(ora.oracle_name(part), '.') FROM unnest(parse_ident(view)) AS part);
BEGIN
  BEGIN
    PERFORM ora.replace_view(view, statement);
    RETURN;
  EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
    NULL;
  END;
  title := regexp_replace(title, '^[^.]+', ora.owner_name((parse_ident(view))[1]));
  PERFORM ora.replace_view(view, format('create view %s as select %s from ora.invalid_view(%L) as i', view,
    (SELECT string_agg(format('null::text as %I', c), ', ') FROM unnest(columns) AS c), title));
  EXECUTE format('create or replace trigger __invalid instead of insert or update or delete on %s for each row execute function ora.refuse_invalid_view(%L)', view, title);
  INSERT INTO ora.invalid_views (view, statement) VALUES (view::regclass, regexp_replace(statement, '^\s*create\s', 'create or replace ', 'i'))
  ON CONFLICT ON CONSTRAINT invalid_views_pkey DO UPDATE SET statement = excluded.statement;
END
$$;
