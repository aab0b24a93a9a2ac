-- A name that no disabled constraint of the table has: with a number behind it where one has it, as PostgreSQL gives names.
CREATE FUNCTION ora.unused_disabled_name(relation regclass, name text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT unused_disabled_name.name || (SELECT coalesce(nullif(count(*), 0)::text, '') FROM ora.disabled_constraints AS d
    WHERE d.relation = unused_disabled_name.relation AND d.name ~ ('^' || unused_disabled_name.name || '\d*$'))
$$;
