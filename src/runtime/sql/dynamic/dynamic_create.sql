-- CREATE TABLE put together at run time: column types in PostgreSQL's words, without storage clauses. What else there is stays as Oracle writes it,
-- and PostgreSQL says so where it does not understand it. (SQL Language Reference, CREATE TABLE, "relational_table")
CREATE FUNCTION ora.dynamic_create(statement text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  part text[] := regexp_match(
    statement,
    '^\s*create\s+table\s+((?:"[^"]+"|[\w$#]+)(?:\s*\.\s*(?:"[^"]+"|[\w$#]+))?)\s*(\(.*\))(?:\s*(?:tablespace\s+\S+|(?:pctfree|pctused|initrans|maxtrans)\s+\d+|(?:no)?logging|(?:no)?compress|(?:no)?cache|noparallel|parallel(?:\s+\d+)?|segment\s+creation\s+(?:immediate|deferred)|storage\s*\([^)]*\)))*\s*$',
    'is'
  );
  item text;
  piece text[];
  items text[] := '{}';
BEGIN
  IF part IS NULL THEN
    RETURN statement;
  END IF;
  FOREACH item IN ARRAY ora.dynamic_items(part[2]) LOOP
    item := regexp_replace(item, '\s+(enable|validate|novalidate|using\s+index)\M.*$', '', 'i');
    IF item ~* '^(constraint|primary|foreign|unique|check)\M' THEN
      items := items || item;
      CONTINUE;
    END IF;
    piece := regexp_match(
      item,
      '^("[^"]+"|[\w$#]+)\s*((?!(?:default|not|null|constraint|check|references|unique|primary|generated|as)\M)[\w$#.]+(?:\s+(?:raw|precision|varying))?(?:\s*\([^)]*\))?(?:\s+with(?:\s+local)?\s+time\s+zone)?(?:\s+(?:to\s+)(?:month|second)(?:\s*\([^)]*\))?)?)\s*(.*)$',
      'is'
    );
    IF piece IS NULL THEN
      RETURN statement;
    END IF;
    items := items || btrim(concat_ws(' ', piece[1], ora.dynamic_type(piece[2]), piece[3]));
  END LOOP;
  RETURN 'create table ' || part[1] || ' (' || array_to_string(items, ', ') || ')';
END
$$;
