-- The statements that give a view, made again, what it had beside its query: comments of it and its columns, its owner, and privileges.
CREATE FUNCTION ora.beside_view(view regclass) RETURNS text[]
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(array_agg(s.statement ORDER BY s.rank, s.statement), '{}')
  FROM (
    SELECT 1 AS rank, format('comment on %s is %L', CASE WHEN a.attname IS NULL THEN 'view ' || view ELSE format('column %s.%I', view, a.attname) END, t.description) AS statement
    FROM pg_catalog.pg_description AS t LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = t.objoid AND a.attnum = t.objsubid AND t.objsubid > 0
    WHERE t.objoid = view AND t.classoid = 'pg_catalog.pg_class'::regclass
    UNION ALL
    SELECT 2, format('alter view %s owner to %s', view, c.relowner::regrole) FROM pg_catalog.pg_class AS c WHERE c.oid = view AND c.relowner <> current_user::regrole
    UNION ALL
    SELECT 3, format('grant %s%s on %s to %s%s', g.privilege_type, coalesce(' (' || quote_ident(g.attname) || ')', ''), view,
      CASE g.grantee WHEN 0 THEN 'public' ELSE g.grantee::regrole::text END, CASE WHEN g.is_grantable THEN ' with grant option' ELSE '' END)
    FROM (
      SELECT c.relowner, NULL::name AS attname, x.* FROM pg_catalog.pg_class AS c CROSS JOIN aclexplode(c.relacl) AS x WHERE c.oid = view
      UNION ALL
      SELECT c.relowner, a.attname, x.* FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid CROSS JOIN aclexplode(a.attacl) AS x WHERE c.oid = view
    ) AS g
    WHERE g.grantee <> g.relowner
  ) AS s
$$;
