-- The items of a list, cut at commas outside of parentheses and quotes; parentheses around the whole go.
CREATE FUNCTION ora.dynamic_items(list text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  items text[] := '{}';
  item text := '';
  piece text;
  depth integer := 0;
BEGIN
  list := btrim(list, E' \t\r\n');
  IF list ~ '^\(.*\)$' THEN
    list := substr(list, 2, length(list) - 2);
  END IF;
  FOR piece IN SELECT (regexp_matches(list, $re$'(?:[^']|'')*'|"[^"]*"|[^'"(),]+|.$re$, 'gs'))[1] LOOP
    depth := depth + CASE piece WHEN '(' THEN 1 WHEN ')' THEN -1 ELSE 0 END;
    IF piece = ',' AND depth = 0 THEN
      items := items || btrim(item, E' \t\r\n');
      item := '';
    ELSE
      item := item || piece;
    END IF;
  END LOOP;
  RETURN items || btrim(item, E' \t\r\n');
END
$$;
