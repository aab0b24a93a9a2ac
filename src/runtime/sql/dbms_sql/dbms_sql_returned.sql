-- Executes a statement with RETURNING for DBMS_SQL.EXECUTE: what it gives goes to the bind variables behind INTO, as values of their types; they stay
-- as they are where it changes no row. ORA-01008 when one was not bound, ORA-01422 when there are several rows.
CREATE FUNCTION ora.dbms_sql_returned(cursor_state jsonb, statement text) RETURNS jsonb
LANGUAGE plpgsql
AS $$
DECLARE
  names text[] := ARRAY(SELECT jsonb_array_elements_text(cursor_state -> 'outs'));
  given jsonb := coalesce(cursor_state -> 'given', '{}');
  columns text := (SELECT string_agg('c' || i, ', ' ORDER BY i) FROM generate_series(1, cardinality(names)) AS i);
  list text;
  returned jsonb;
  rows bigint;
BEGIN
  IF NOT given ?& names THEN
    PERFORM ora.raise(1008);
  END IF;
  SELECT string_agg(CASE
      WHEN given -> n ->> 'type' IN ('text', 'character varying') THEN format('ora.dbms_sql_returned_text(c%s)', i)
      ELSE format('c%s::%s::text', i, given -> n ->> 'type')
    END, ', ' ORDER BY i)
  INTO list
  FROM unnest(names) WITH ORDINALITY AS x (n, i);
  EXECUTE format(E'WITH r(%s) AS (%s\n) SELECT count(*), to_jsonb((array_agg(ARRAY[%s]))[1:1]) FROM r', columns, statement, list)
  INTO rows, returned;
  IF rows > 1 THEN
    PERFORM ora.raise(1422);
  ELSIF rows = 1 THEN
    given := given || (
      SELECT jsonb_object_agg(n, jsonb_build_object('type', given -> n ->> 'type', 'value', returned -> 0 ->> (i - 1)::integer))
      FROM unnest(names) WITH ORDINALITY AS x (n, i));
  END IF;
  RETURN cursor_state || jsonb_build_object('given', given, 'rows', rows);
END
$$;
