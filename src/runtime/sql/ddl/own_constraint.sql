-- A constraint's name as a statement writes it, as PostgreSQL's catalogue has it; the one that Oracle made up may have been read from the dictionary.
CREATE FUNCTION ora.own_constraint(relation regclass, written text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(
    (SELECT k.conname::text FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND 'sys_c0' || k.oid = ora.own_name(written)),
    (SELECT d.name FROM ora.disabled_constraints AS d WHERE d.relation = own_constraint.relation AND lower(ora.disabled_title(d.relation, d.name)) = ora.own_name(written)),
    ora.own_name(written))
$$;
