-- A column of the rows that FETCH_ROWS fetched last for arrays, as texts, and where they go.
CREATE FUNCTION ora.dbms_sql_batch(c integer, "position" integer, OUT k integer[], OUT v text[]) RETURNS record
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
  batch text[] := ora.state_get('dbms_sql_row:' || c)::text[];
  lower_bnd integer := cursor_state -> 'lower' ->> "position"::text;
BEGIN
  IF lower_bnd IS NULL OR cursor_state -> 'types' ->> "position" - 1 IS NULL THEN
    PERFORM ora.raise(1007);
  END IF;
  SELECT coalesce(array_agg(lower_bnd + coalesce((cursor_state ->> 'before')::integer, 0) + b.n::integer - 1 ORDER BY b.n), '{}'),
    coalesce(array_agg((b.row_text::text[])["position"] ORDER BY b.n), '{}')
  INTO k, v FROM unnest(batch) WITH ORDINALITY AS b (row_text, n);
END
$$;
