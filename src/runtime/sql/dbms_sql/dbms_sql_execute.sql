-- DBMS_SQL.EXECUTE: the number of rows of an INSERT, UPDATE, DELETE or MERGE, else 0. A query becomes a portal WITH HOLD (it stays open
-- across COMMIT, as in Oracle) whose rows are arrays of texts; one with FOR UPDATE cannot be held and ends with the transaction.
CREATE FUNCTION ora.dbms_sql_execute(c integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
  statement text;
  declaration text;
  types text[];
  rows bigint := 0;
  done bigint;
  times integer;
  bind_types text;
BEGIN
  IF cursor_state ->> 'kind' = 'definition' THEN
    RETURN 0;
  END IF;
  cursor_state := ora.dbms_sql_converted(cursor_state);
  IF jsonb_typeof(cursor_state -> 'outs') = 'array' AND (cursor_state ? 'arrays' OR cursor_state ? 'out_arrays') THEN
    PERFORM ora.dbms_sql_reset(c);
    cursor_state := ora.dbms_sql_returned_arrays(cursor_state);
    PERFORM ora.state_set('dbms_sql:' || c, (cursor_state - 'before')::text);
    PERFORM ora.state_set('dbms_sql:row_count', cursor_state ->> 'rows');
    RETURN cursor_state -> 'rows';
  END IF;
  SELECT min(jsonb_array_length(a.value)) INTO times FROM jsonb_each(cursor_state -> 'arrays') AS a;
  IF times IS NOT NULL THEN
    FOR i IN 0 .. times - 1 LOOP
      EXECUTE ora.dbms_sql_bound(cursor_state ->> 'sql', coalesce(cursor_state -> 'binds', '{}')
        || (SELECT jsonb_object_agg(a.key, a.value -> i) FROM jsonb_each(cursor_state -> 'arrays') AS a));
      GET DIAGNOSTICS done = ROW_COUNT;
      rows := rows + done;
    END LOOP;
    PERFORM ora.state_set('dbms_sql:row_count', rows::text);
    RETURN rows;
  END IF;
  statement := ora.dbms_sql_bound(cursor_state ->> 'sql', coalesce(cursor_state -> 'binds', '{}'));
  PERFORM ora.dbms_sql_reset(c);
  IF jsonb_typeof(cursor_state -> 'outs') = 'array' THEN
    cursor_state := ora.dbms_sql_returned(cursor_state, statement);
    rows := cursor_state -> 'rows';
  ELSIF cursor_state ->> 'kind' = 'query' THEN
    -- Told once for the statement and the types of what is bound: it takes a view, which executions in a loop would fill the catalog with.
    SELECT coalesce(string_agg(v.key || substring(v.value FROM '::[^:]*$'), ',' ORDER BY v.key), '') INTO bind_types
    FROM jsonb_each_text(coalesce(cursor_state -> 'binds', '{}')) AS v;
    IF cursor_state ->> 'described' = bind_types THEN
      types := ARRAY(SELECT t.name FROM jsonb_array_elements_text(cursor_state -> 'types') WITH ORDINALITY AS t(name, i) ORDER BY t.i);
    ELSE
      SELECT d.types INTO types FROM ora.dbms_sql_columns(statement) AS d;
    END IF;
    -- The statement may end in a comment, hence the line end before the parenthesis.
    declaration := format(E'DECLARE %I NO SCROLL CURSOR %%s FOR SELECT ARRAY[%s]::text[] FROM (%s\n) AS q(%s)', 'ora_sql_' || c,
      (SELECT string_agg('c' || i || '::text', ', ' ORDER BY i) FROM generate_series(1, cardinality(types)) AS i),
      replace(statement, '%', '%%'),
      (SELECT string_agg('c' || i, ', ' ORDER BY i) FROM generate_series(1, cardinality(types)) AS i));
    BEGIN
      EXECUTE format(declaration, 'WITH HOLD');
    EXCEPTION WHEN feature_not_supported THEN
      EXECUTE format(declaration, '');
    END;
  ELSIF statement ~* '^do\M' THEN
    -- A block hands back what its bind variables have at its end.
    PERFORM ora.state_clear('dbms_sql_given');
    EXECUTE statement;
    SELECT jsonb_set(cursor_state, '{binds}', cursor_state -> 'binds'
        || jsonb_object_agg(g.key, format('(%s::%s)', ora.dbms_sql_literal(g.value), substring(cursor_state -> 'binds' ->> g.key FROM '::([^:]*)\)$'))))
    INTO cursor_state
    FROM jsonb_each_text(ora.state_get('dbms_sql_given')::jsonb) AS g
    HAVING count(*) > 0;
    cursor_state := coalesce(cursor_state, ora.dbms_sql_cursor(c));
  ELSE
    EXECUTE statement;
    GET DIAGNOSTICS rows = ROW_COUNT;
  END IF;
  cursor_state := cursor_state - 'before' || jsonb_build_object('rows', rows, 'types', to_jsonb(types), 'described', bind_types);
  PERFORM ora.state_set('dbms_sql:' || c, cursor_state::text);
  PERFORM ora.state_set('dbms_sql:row_count', rows::text);
  RETURN rows;
END
$$;
