-- ALTER TABLE put together at run time: columns of ADD, MODIFY and DROP in PostgreSQL's form. Everything else stays as Oracle writes it, and
-- PostgreSQL says so where it does not understand it. (SQL Language Reference, ALTER TABLE, "column_clauses")
CREATE FUNCTION ora.dynamic_alter(statement text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  part text[] := regexp_match(statement, '^\s*alter\s+table\s+((?:"[^"]+"|[\w$#]+)(?:\s*\.\s*(?:"[^"]+"|[\w$#]+))?)\s+(add|modify|drop)\M\s*(.*?)\s*$', 'is');
  verb text := lower(part[2]);
  rest text := part[3];
  item text;
  piece text[];
  tail text;
  actions text[] := '{}';
BEGIN
  IF part IS NULL THEN
    RETURN statement;
  END IF;
  IF verb = 'drop' THEN
    IF rest !~ '^\(' THEN
      RETURN statement;
    END IF;
    SELECT array_agg('drop column ' || d) INTO actions FROM unnest(ora.dynamic_items(rest)) AS d;
  ELSIF verb = 'add' AND rest ~* '^\(?\s*(constraint|primary|foreign|unique|check)\M' THEN
    FOREACH item IN ARRAY CASE WHEN rest ~ '^\(' THEN ora.dynamic_items(rest) ELSE ARRAY[rest] END LOOP
      actions := actions || ('add ' || regexp_replace(item, '\s+(enable|validate|novalidate|using\s+index)\M.*$', '', 'i'));
    END LOOP;
  ELSIF rest ~* '^\(?\s*(partition|supplemental|lob|nested|overflow|period|constraint|default\s+attributes|subpartition)\M' THEN
    RETURN statement;
  ELSE
    rest := regexp_replace(rest, '^column\s+', '', 'i');
    FOREACH item IN ARRAY CASE WHEN rest ~ '^\(' THEN ora.dynamic_items(rest) ELSE ARRAY[rest] END LOOP
      -- Constraints may stand among the columns.
      IF verb = 'add' AND item ~* '^(constraint|primary\s+key|foreign\s+key|unique|check)\M' THEN
        actions := actions || ('add ' || regexp_replace(item, '\s+(enable|validate|novalidate|using\s+index)\M.*$', '', 'i'));
        CONTINUE;
      END IF;
      piece := regexp_match(
        item,
        '^("[^"]+"|[\w$#]+)\s*((?!(?:default|not|null|constraint|check|references|unique|primary)\M)[\w$#.]+(?:\s+(?:raw|precision|varying))?(?:\s*\([^)]*\))?(?:\s+with(?:\s+local)?\s+time\s+zone)?(?:\s+(?:to\s+)(?:month|second)(?:\s*\([^)]*\))?)?)?\s*(.*)$',
        'is'
      );
      IF piece IS NULL THEN
        RETURN statement;
      END IF;
      tail := regexp_replace(coalesce(piece[3], ''), '\s+(enable|validate|novalidate)\s*$', '', 'i');
      IF verb = 'add' THEN
        actions := actions || btrim('add column ' || piece[1] || ' ' || ora.dynamic_type(piece[2]) || ' ' || tail);
      ELSE
        IF piece[2] IS NOT NULL THEN
          actions := actions || ('alter column ' || piece[1] || ' type ' || ora.dynamic_type(piece[2]));
        END IF;
        IF tail ~* '(^|\s)not\s+null\s*$' THEN
          actions := actions || ('alter column ' || piece[1] || ' set not null');
        ELSIF tail ~* '(^|\s)null\s*$' AND tail !~* '^default\s+null\s*$' THEN
          actions := actions || ('alter column ' || piece[1] || ' drop not null');
        END IF;
        tail := btrim(regexp_replace(tail, '(^|\s+)(constraint\s+\S+\s+)?not\s+null\s*$', '', 'i'));
        IF tail ~* '^default\M' THEN
          actions := actions || ('alter column ' || piece[1] || ' set ' || regexp_replace(tail, '\s+null\s*$', CASE WHEN tail ~* '^default\s+null\s*$' THEN ' null' ELSE '' END, 'i'));
        ELSIF tail <> '' AND tail !~* '^null$' THEN
          RETURN statement;
        END IF;
      END IF;
    END LOOP;
  END IF;
  RETURN 'alter table ' || part[1] || ' ' || array_to_string(actions, ', ');
END
$$;
