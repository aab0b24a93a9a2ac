-- The rows of DBA_ARGUMENTS, a function for the same reason as those of DBA_OBJECTS (every_object.sql).
CREATE FUNCTION ora.every_argument() RETURNS TABLE (owner text, object_name text, package_name text, object_id numeric, overload text, subprogram_id numeric, argument_name text, "position" numeric, sequence numeric, data_level numeric, data_type text,
  defaulted text, default_value text, default_length numeric, in_out text, data_length numeric, data_precision numeric, data_scale numeric, radix numeric, character_set_name text,
  type_owner text, type_name text, type_subname text, type_link text, type_object_type text, pls_type text, char_length numeric, char_used text, origin_con_id numeric)
LANGUAGE sql STABLE SET jit = off
AS $$
SELECT d.owner, d.object_name, d.package_name, d.object_id, d.overload, d.subprogram_id, d.argument_name, d.position, d.sequence, d.data_level, d.data_type,
  d.defaulted, d.default_value, length(d.default_value)::numeric AS default_length, d.in_out, NULL::numeric AS data_length, NULL::numeric AS data_precision,
  NULL::numeric AS data_scale, (CASE WHEN d.data_type IN ('NUMBER', 'FLOAT') THEN 10 END)::numeric AS radix,
  CASE WHEN d.data_type IN ('VARCHAR2', 'CHAR', 'CLOB') THEN 'CHAR_CS' WHEN d.data_type IN ('NVARCHAR2', 'NCHAR', 'NCLOB') THEN 'NCHAR_CS' END AS character_set_name,
  d.type_owner, d.type_name, d.type_subname, NULL::text AS type_link, NULL::text AS type_object_type, d.pls_type, NULL::numeric AS char_length,
  NULL::text AS char_used, 0::numeric AS origin_con_id
FROM (
  WITH routine AS MATERIALIZED (
    SELECT f.oid, f.pronamespace, coalesce(ora.package_owner(n.oid), ora.owner_name(n.nspname)) AS owner, coalesce(ora.package_name(n.oid), ora.oracle_name(t.typname)) AS package_name,
      ora.oracle_name(CASE WHEN t.typname IS NULL THEN f.proname ELSE substr(f.proname, length(t.typname) + 3) END) AS name
    FROM pg_catalog.pg_proc AS f
    JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
    -- Methods stand under their type, as in ora.every_routine.
    LEFT JOIN LATERAL (
      SELECT t.typname FROM pg_catalog.pg_type AS t
      WHERE t.typnamespace = f.pronamespace AND t.typtype IN ('c', 'd') AND starts_with(f.proname, t.typname || '__') AND NOT ora.is_own_routine(f.pronamespace, f.proname)
      ORDER BY length(t.typname) DESC LIMIT 1
    ) AS t ON true
    WHERE f.prokind IN ('f', 'p') AND NOT ora.is_of_extension('pg_catalog.pg_proc'::regclass, f.oid) AND f.prorettype NOT IN ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)' AND NOT ora.is_second_entry(f.pronamespace, f.proname)
  )
  SELECT k.owner, r.value ->> 'name', CASE WHEN k.is_package THEN k.name END, there.id, r.value ->> 'overload', a.value ->> 'name', (a.value -> 'position')::numeric, a.ordinal::numeric, 0::numeric,
    a.value ->> 'type', a.value ->> 'default', a.value ->> 'mode', (r.value -> 'id')::numeric, NULL::text, a.value ->> 'owner', a.value ->> 'type_name', a.value ->> 'subname', a.value ->> 'pls'
  FROM ora.argument_notes AS k
  CROSS JOIN LATERAL (
    SELECT CASE WHEN k.is_package
      THEN (SELECT n.oid::bigint::numeric FROM pg_catalog.pg_namespace AS n WHERE ora.package_name(n.oid) = k.name AND ora.package_owner(n.oid) = k.owner)
      ELSE (SELECT min(o.oid::bigint)::numeric FROM routine AS o WHERE o.owner = k.owner AND o.package_name IS NULL AND o.name = k.name)
    END AS id
  ) AS there
  CROSS JOIN LATERAL jsonb_array_elements(k.note) AS r(value)
  CROSS JOIN LATERAL jsonb_array_elements(r.value -> 'arguments') WITH ORDINALITY AS a(value, ordinal)
  WHERE there.id IS NOT NULL
  UNION ALL
  SELECT o.owner, o.name, o.package_name, f.oid::bigint::numeric,
    CASE WHEN EXISTS (
        SELECT FROM pg_catalog.pg_proc AS o WHERE o.pronamespace = f.pronamespace AND o.proname = f.proname AND o.oid <> f.oid)
      THEN (SELECT count(*) FROM pg_catalog.pg_proc AS o WHERE o.pronamespace = f.pronamespace AND o.proname = f.proname AND o.oid <= f.oid)::text END,
    ora.oracle_name(nullif(g.name, '')), g.ordinal::numeric, (g.ordinal + CASE WHEN f.prokind = 'f' AND f.proallargtypes IS NULL THEN 1 ELSE 0 END)::numeric, 0::numeric,
    -- Parameters are text and timestamp for VARCHAR2 and CLOB, for DATE and TIMESTAMP: the first of them is meant as a rule.
    CASE g.type_oid WHEN 'text'::regtype THEN 'VARCHAR2' WHEN 'timestamp'::regtype THEN 'DATE' ELSE ora.oracle_type(g.type_oid, -1) END,
    CASE WHEN g.mode IN ('i', 'b', 'v') AND g.input_ordinal > f.pronargs - f.pronargdefaults THEN 'Y' ELSE 'N' END,
    CASE g.mode WHEN 'i' THEN 'IN' WHEN 'v' THEN 'IN' WHEN 'b' THEN 'IN/OUT' ELSE 'OUT' END,
    NULL, NULL, NULL, NULL, NULL, NULL
  FROM routine AS o
  JOIN pg_catalog.pg_proc AS f ON f.oid = o.oid
  CROSS JOIN LATERAL (
    SELECT u.ordinal, u.type_oid, coalesce(f.proargmodes[u.ordinal]::text, 'i') AS mode, f.proargnames[u.ordinal] AS name,
      count(*) FILTER (WHERE coalesce(f.proargmodes[u.ordinal]::text, 'i') IN ('i', 'b', 'v')) OVER (ORDER BY u.ordinal) AS input_ordinal
    FROM unnest(coalesce(f.proallargtypes, f.proargtypes::oid[])) WITH ORDINALITY AS u(type_oid, ordinal)
    UNION ALL
    SELECT 0, f.prorettype, 'o', NULL, 0 WHERE f.prokind = 'f' AND f.proallargtypes IS NULL
  ) AS g
  WHERE NOT EXISTS (SELECT FROM ora.argument_notes AS k WHERE k.owner = o.owner AND k.name = coalesce(o.package_name, o.name) AND k.is_package = (o.package_name IS NOT NULL))
) AS d(owner, object_name, package_name, object_id, overload, argument_name, position, sequence, data_level, data_type, defaulted, in_out, subprogram_id, default_value, type_owner, type_name, type_subname, pls_type)
$$;
