-- DROP whose kind or name the run knows only, where it is one that is converted whatever it names (ora.dynamic_object); what Oracle has no DROP for is its
-- error, all else is refused. (SQL Language Reference, "Types of SQL Statements"; Database Error Messages, ORA-00950, ORA-01418, ORA-02289, ORA-04043)
CREATE FUNCTION ora.dynamic_drop(statement text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  word CONSTANT text := '(?:"[^"]+"|[[:alpha:]][\w$#]*)';
  name CONSTANT text := '((?:' || word || '\s*[.]\s*)?' || word || ')';
  kind CONSTANT text := lower((regexp_match(statement, '^\s*drop\s+(\w+)', 'i'))[1]);
  part text[];
BEGIN
  IF statement IS NULL THEN
    PERFORM ora.raise(6535);
  END IF;
  part := regexp_match(statement, '^\s*drop\s+(sequence|index)\s+' || name || '\s*$', 'i');
  IF lower(part[1]) = 'sequence' THEN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = ora.relation_named(part[2]) AND c.relkind = 'S') THEN
      PERFORM ora.raise(2289);
    END IF;
    RETURN ora.dynamic_sql(statement);
  ELSIF lower(part[1]) = 'index' THEN
    SELECT array_agg(ora.own_name(m[1]) ORDER BY n) INTO part FROM regexp_matches(part[2], '("[^"]+"|[^\s."]+)', 'g') WITH ORDINALITY AS p(m, n);
    RETURN format('select ora.drop_index(%L)', format('%I.%I', CASE WHEN cardinality(part) > 1 THEN part[1] ELSE current_schema() END, part[cardinality(part)]));
  ELSIF statement ~* ('^\s*drop\s+(table\s+' || name || '(\s+cascade\s+constraints)?(\s+purge)?|view\s+' || name || '(\s+cascade\s+constraints)?|type\s+' || name
    || '(\s+(force|validate))?|synonym\s+' || name || '(\s+force)?|(materialized\s+view|procedure|function|package|trigger)\s+' || name || ')\s*$')
  THEN
    RETURN ora.dynamic_sql(statement);
  END IF;
  part := regexp_match(statement, '^\s*drop\s+package\s+body\s+(?:' || word || '\s*[.]\s*)?(' || word || ')\s*$', 'i');
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.package_name(n.oid) = ora.oracle_name(ora.own_name(part[1]))) AND part IS NOT NULL THEN
    PERFORM ora.raise(4043, format('object %s does not exist', ora.oracle_name(ora.own_name(part[1]))));
  ELSIF kind !~ '^(analytic|attribute|audit|cluster|context|database|dimension|directory|diskgroup|edition|flashback|function|hierarchy|index|indextype|inmemory|java|library|lockdown|materialized|operator|outline|package|pluggable|procedure|profile|public|restore|role|rollback|sequence|snapshot|synonym|table|tablespace|temporary|trigger|type|user|view)$' THEN
    PERFORM ora.raise(950);
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this DROP is converted for what has a name and options that are known, which is not all that it is given: ' || coalesce(statement, '');
END
$$;
