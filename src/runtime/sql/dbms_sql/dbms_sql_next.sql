-- The next row of a cursor number as texts; NULL behind the last. A portal that came from a cursor variable gives rows of its own types.
CREATE FUNCTION ora.dbms_sql_next(c integer, cursor_state jsonb) RETURNS text[]
LANGUAGE plpgsql
AS $$
DECLARE
  taken refcursor := cursor_state ->> 'portal';
  next record;
  fetched text[];
BEGIN
  IF taken IS NULL THEN
    EXECUTE format('FETCH NEXT FROM %I', 'ora_sql_' || c) INTO fetched;
    RETURN fetched;
  END IF;
  FETCH taken INTO next;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT array_agg(e.value ORDER BY e.n) FROM json_each_text(row_to_json(next)) WITH ORDINALITY AS e (key, value, n));
END
$$;
