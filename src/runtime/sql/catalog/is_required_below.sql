-- Is the column of a view one that is NOT NULL in the table that it comes from, through views as it may be?
CREATE FUNCTION ora.is_required_below(view oid, name text) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  WITH RECURSIVE base(relation, name) AS (
    SELECT is_required_below.view, is_required_below.name
    UNION
    SELECT to_regclass(split_part(d.value, '|', 1))::oid, split_part(d.value, '|', 2)
    FROM base AS b CROSS JOIN LATERAL (SELECT ora.definition(b.relation, 'base ' || b.name) AS value) AS d
    WHERE d.value IS NOT NULL
  )
  SELECT EXISTS (SELECT FROM base AS b JOIN pg_catalog.pg_attribute AS a ON a.attrelid = b.relation AND a.attname = b.name AND a.attnotnull)
$$;
