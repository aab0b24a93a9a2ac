-- Whether PostgreSQL made up the name of a constraint: after its table, which may have another name since, its columns and its kind. Names of that form that were given are noted.
CREATE FUNCTION ora.is_unnamed_constraint(constraint_id oid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT k.conname ~ '_(pkey|key|fkey|check)\d*$' AND ora.definition(k.conrelid, 'named ' || k.conname) IS NULL
    AND (starts_with(k.conname, c.relname || '_') OR k.contype = 'p'
      OR (SELECT strpos(k.conname, '_' || string_agg(a.attname, '_' ORDER BY u.ordinal) || CASE k.contype WHEN 'u' THEN '_key' WHEN 'f' THEN '_fkey' ELSE '_check' END) > 1
        FROM unnest(k.conkey) WITH ORDINALITY AS u(place, ordinal) JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.place))
  FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid WHERE k.oid = constraint_id
$$;
