-- DBMS_ASSERT.SQL_OBJECT_NAME: the name of an existing table, view, sequence, routine, type or package; else ORA-44002.
CREATE FUNCTION ora.dbms_assert_sql_object_name(str text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  name text := btrim(str, E' \t\n\r');
  part text[];
  owner text;
  object text;
BEGIN
  SELECT array_agg(CASE
      WHEN piece LIKE '"%' AND piece <> upper(piece) THEN substr(piece, 2, length(piece) - 2)
      ELSE lower(btrim(piece, '"'))
    END ORDER BY i)
  INTO part
  FROM regexp_matches(name, '"[^"]+"|[^".\s]+', 'g') WITH ORDINALITY AS m(match, i), LATERAL (SELECT m.match[1] AS piece) AS p
  WHERE ora.dbms_assert_qualified_sql_name(name) IS NOT NULL;
  object := part[cardinality(part)];
  owner := part[cardinality(part) - 1];
  -- What Oracle brings itself, which public synonyms name.
  IF cardinality(part) <= 2 AND (owner IS NULL OR owner = 'sys') AND object ~ '^(dual|dict|dictionary|cat|tab|((user|all|dba|dbms|utl)_|g?v\$)[a-z0-9_$#]+)$' THEN
    RETURN name;
  END IF;
  -- owner.package.routine is package.routine here: a package is a schema.
  IF cardinality(part) <= 3 AND (
    EXISTS (SELECT FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      WHERE c.relname = object AND (n.nspname = owner OR owner IS NULL AND n.nspname = ANY (current_schemas(false))))
    OR EXISTS (SELECT FROM pg_catalog.pg_proc AS f JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
      WHERE f.proname = object AND (n.nspname = owner OR owner IS NULL AND n.nspname = ANY (current_schemas(false))))
    OR EXISTS (SELECT FROM pg_catalog.pg_type AS t JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
      WHERE t.typname = object AND (n.nspname = owner OR owner IS NULL AND n.nspname = ANY (current_schemas(false))))
    OR EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE n.nspname IN (object, owner || '_' || object) AND n.nspname NOT LIKE 'pg\_%')) THEN
    RETURN name;
  END IF;
  PERFORM ora.raise(44002);
EXCEPTION WHEN SQLSTATE 'O0XYC' THEN
  PERFORM ora.raise(44002);
END
$$;
