-- Keeps what Oracle's dictionary says of an index: BITMAP or NORMAL/REV, and its expressions, for each of which Oracle adds a hidden column to the table,
-- SYS_NC00005$ behind four columns; an expression of another index of the table has its column already. kind: NULL for a plain one. expressions: NULL for plain columns,
-- '' where Oracle's text of it is not known.
CREATE FUNCTION ora.note_index(index_id regclass, kind text, visible boolean, expressions text[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  owner CONSTANT oid := (SELECT x.indrelid FROM pg_catalog.pg_index AS x WHERE x.indexrelid = index_id);
  hidden text;
BEGIN
  IF kind IS NOT NULL THEN
    PERFORM ora.note_definition(index_id, 'index_type', kind);
  END IF;
  IF NOT visible THEN
    PERFORM ora.note_definition(index_id, 'visibility', 'INVISIBLE');
  END IF;
  FOR i IN 1 .. cardinality(expressions) LOOP
    CONTINUE WHEN expressions[i] IS NULL;
    SELECT max(c.value) INTO hidden
    FROM pg_catalog.pg_index AS x
    JOIN pg_catalog.pg_class AS r ON r.oid = x.indexrelid
    JOIN ora.definitions AS e ON e.relation = x.indrelid AND e.part LIKE 'expression %' AND right(e.part, length(r.relname) + 4) = ' of ' || r.relname AND e.value = expressions[i] AND e.value <> ''
    JOIN ora.definitions AS c ON c.relation = e.relation AND c.part = 'hidden ' || substr(e.part, 12)
    WHERE x.indrelid = owner;
    IF hidden IS NULL THEN
      SELECT 'SYS_NC' || lpad((n.columns + n.hidden + 1)::text, 5, '0') || '$' INTO hidden
      FROM (
        SELECT (SELECT count(*) FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = owner AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
          (SELECT count(DISTINCT c.value) FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS r ON r.oid = x.indexrelid
            JOIN ora.definitions AS c ON c.relation = x.indrelid AND c.part LIKE 'hidden %' AND right(c.part, length(r.relname) + 4) = ' of ' || r.relname
            WHERE x.indrelid = owner) AS hidden
      ) AS n;
    END IF;
    PERFORM ora.note_definition(index_id, 'expression ' || i, expressions[i]);
    PERFORM ora.note_definition(index_id, 'hidden ' || i, hidden);
  END LOOP;
END
$$;
