-- A query put together at run time whose columns go INTO variables: those of text and DATE variables are converted as Oracle converts them, by the column's
-- type. kinds: what each variable is, 'text', 'date', or 'date as text' where the column is known to be a DATE; empty: as it comes.
-- (PL/SQL Language Reference, "Implicit Data Type Conversion")
CREATE FUNCTION ora.dynamic_into(query text, kinds text[]) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN query !~* '^([\s(]|/\*.*?\*/|--[^\n]*\n)*(select|with)\M' THEN query
    ELSE format(E'select %s from (%s\n) as q (%s)',
      (SELECT string_agg(CASE k.kind
          WHEN 'text' THEN format('ora.shown(q.c%s, %s, %L)', k.i, k.i, query)
          WHEN 'date as text' THEN format('ora.date_text(q.c%s)', k.i)
          WHEN 'date' THEN format('ora.shown_date(q.c%s)', k.i)
          ELSE format('q.c%s', k.i)
        END, ', ' ORDER BY k.i) FROM unnest(kinds) WITH ORDINALITY AS k (kind, i)),
      query, (SELECT string_agg('c' || i, ', ') FROM generate_series(1, cardinality(kinds)) AS i))
  END
$$;
