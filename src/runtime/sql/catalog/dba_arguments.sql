-- DBA_ARGUMENTS: parameters of routines; position 0 is the result of a function. Overloads are numbered in order of creation.
CREATE VIEW ora.dba_arguments (owner, object_name, package_name, object_id, overload, argument_name, position, sequence, data_level, data_type, defaulted, in_out) AS
SELECT coalesce(ora.package_owner(n.oid), ora.owner_name(n.nspname)), ora.oracle_name(f.proname), ora.package_name(n.oid), f.oid::bigint::numeric,
  CASE WHEN EXISTS (
      SELECT FROM pg_catalog.pg_proc AS o WHERE o.pronamespace = f.pronamespace AND o.proname = f.proname AND o.oid <> f.oid)
    THEN (SELECT count(*) FROM pg_catalog.pg_proc AS o WHERE o.pronamespace = f.pronamespace AND o.proname = f.proname AND o.oid <= f.oid)::text END,
  ora.oracle_name(nullif(g.name, '')), g.ordinal::numeric, (g.ordinal + CASE WHEN f.prokind = 'f' AND f.proallargtypes IS NULL THEN 1 ELSE 0 END)::numeric, 0::numeric,
  -- Parameters are text and timestamp for VARCHAR2 and CLOB, for DATE and TIMESTAMP: the first of them is meant as a rule.
  CASE g.type_oid WHEN 'text'::regtype THEN 'VARCHAR2' WHEN 'timestamp'::regtype THEN 'DATE' ELSE ora.oracle_type(g.type_oid, -1) END,
  CASE WHEN g.mode IN ('i', 'b', 'v') AND g.input_ordinal > f.pronargs - f.pronargdefaults THEN 'Y' ELSE 'N' END,
  CASE g.mode WHEN 'i' THEN 'IN' WHEN 'v' THEN 'IN' WHEN 'b' THEN 'IN/OUT' ELSE 'OUT' END
FROM pg_catalog.pg_proc AS f
JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
CROSS JOIN LATERAL (
  SELECT u.ordinal, u.type_oid, coalesce(f.proargmodes[u.ordinal]::text, 'i') AS mode, f.proargnames[u.ordinal] AS name,
    count(*) FILTER (WHERE coalesce(f.proargmodes[u.ordinal]::text, 'i') IN ('i', 'b', 'v')) OVER (ORDER BY u.ordinal) AS input_ordinal
  FROM unnest(coalesce(f.proallargtypes, f.proargtypes::oid[])) WITH ORDINALITY AS u(type_oid, ordinal)
  UNION ALL
  SELECT 0, f.prorettype, 'o', NULL, 0 WHERE f.prokind = 'f' AND f.proallargtypes IS NULL
) AS g
WHERE f.prokind IN ('f', 'p') AND f.prorettype NOT IN ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)' AND NOT ora.is_second_entry(f.pronamespace, f.proname);

GRANT SELECT ON ora.dba_arguments TO PUBLIC;
