-- Executes a statement with RETURNING into arrays for DBMS_SQL.EXECUTE, once for each element of the arrays that it is executed with: the values of all rows that it
-- changes are numbered from one. ORA-01008 when a bind variable behind INTO is bound to no array.
-- (PL/SQL Packages and Types Reference, "DBMS_SQL", BIND_ARRAY)
CREATE FUNCTION ora.dbms_sql_returned_arrays(cursor_state jsonb) RETURNS jsonb
LANGUAGE plpgsql
AS $$
DECLARE
  names text[] := ARRAY(SELECT jsonb_array_elements_text(cursor_state -> 'outs'));
  types jsonb := coalesce(cursor_state -> 'out_arrays', '{}');
  columns text := (SELECT string_agg('c' || i, ', ' ORDER BY i) FROM generate_series(1, cardinality(names)) AS i);
  list text;
  times integer;
  found jsonb;
  returned jsonb := '[]';
BEGIN
  IF NOT types ?& names THEN
    PERFORM ora.raise(1008);
  END IF;
  SELECT string_agg(CASE WHEN types ->> n = 'text' THEN format('ora.dbms_sql_returned_text(c%s)', i) ELSE format('c%s::%s::text', i, types ->> n) END, ', ' ORDER BY i)
  INTO list
  FROM unnest(names) WITH ORDINALITY AS x (n, i);
  SELECT min(jsonb_array_length(a.value)) INTO times FROM jsonb_each(cursor_state -> 'arrays') AS a;
  FOR turn IN 0 .. coalesce(times, 1) - 1 LOOP
    EXECUTE format(E'WITH r(%s) AS (%s\n) SELECT jsonb_agg(to_jsonb(ARRAY[%s])) FROM r', columns,
      ora.dbms_sql_bound(cursor_state ->> 'sql', coalesce(cursor_state -> 'binds', '{}')
        || coalesce((SELECT jsonb_object_agg(a.key, a.value -> turn) FROM jsonb_each(cursor_state -> 'arrays') AS a), '{}')), list)
    INTO found;
    returned := returned || coalesce(found, '[]');
  END LOOP;
  RETURN cursor_state || jsonb_build_object('rows', jsonb_array_length(returned), 'given', coalesce(cursor_state -> 'given', '{}') || (
    SELECT jsonb_object_agg(n, jsonb_build_object('type', 'array', 'value', (
      SELECT row(coalesce(array_agg(o::integer ORDER BY o), '{}'), coalesce(array_agg(e ->> (i - 1)::integer ORDER BY o), '{}'))::text
      FROM jsonb_array_elements(returned) WITH ORDINALITY AS y (e, o))))
    FROM unnest(names) WITH ORDINALITY AS x (n, i)));
END
$$;
