-- Keeps the conditions of the checks without a name that a statement made, in the order in which it made them. Where there are others, nothing is kept.
CREATE FUNCTION ora.note_checks(relation regclass, conditions text[]) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.note_definition(relation, 'check ' || u.conname, conditions[u.n])
  FROM (
    SELECT k.conname, row_number() OVER (ORDER BY k.oid) AS n, count(*) OVER () AS total
    FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
    WHERE k.conrelid = note_checks.relation AND k.contype = 'c' AND starts_with(k.conname, c.relname || '_') AND k.conname ~ '_check\d*$'
      AND NOT EXISTS (SELECT FROM ora.definitions AS d WHERE d.relation = note_checks.relation AND d.part IN ('check ' || k.conname, 'named ' || k.conname))
  ) AS u
  WHERE u.total = cardinality(conditions)
$$;
