-- The routines on a call stack or backtrace of PostgreSQL, the running one first, by their names in Oracle: of the package, the routine, and those nested in it.
-- kind is what Oracle calls the unit: PACKAGE BODY, PROCEDURE, FUNCTION, TRIGGER or ANONYMOUS BLOCK. Routines of the runtime and the second entries of a routine are none of their own. Lines are those of the PL/pgSQL bodies.
CREATE FUNCTION ora.call_stack_routines(context text) RETURNS TABLE (depth integer, owner text, unit text, name text[], line integer, kind text)
LANGUAGE sql STABLE
AS $$
  SELECT row_number() OVER (ORDER BY f.i)::integer,
    CASE WHEN f.anonymous THEN NULL WHEN f.package IS NOT NULL THEN coalesce(f.package_owner, ora.owner_name(current_schema())) ELSE ora.owner_name(coalesce(f.home, current_schema())) END,
    CASE WHEN f.anonymous THEN NULL ELSE coalesce(f.package, f.path[1]) END,
    CASE WHEN f.anonymous THEN ARRAY['__anonymous_block'] || f.path
      WHEN f.package IS NOT NULL THEN f.package || CASE WHEN f.routine = '__init' THEN ARRAY['__pkg_init'] ELSE f.path END
      ELSE f.path END,
    f.line,
    CASE WHEN f.anonymous THEN 'ANONYMOUS BLOCK' WHEN f.package IS NOT NULL THEN 'PACKAGE BODY'
      ELSE coalesce((
        SELECT CASE WHEN p.prokind = 'p' THEN 'PROCEDURE' WHEN p.prorettype = 'trigger'::regtype THEN 'TRIGGER' ELSE 'FUNCTION' END
        FROM pg_proc AS p
        WHERE p.proname = f.routine AND p.pronamespace = coalesce(to_regnamespace(f.home), current_schema()::regnamespace)
        LIMIT 1), 'PROCEDURE') END
  FROM (
    SELECT l.i, m[1] AS home, m[2] AS routine, m[3]::integer AS line,
      m[2] = 'inline_code_block' OR m[1] ~ '^pg_temp' AS anonymous,
      CASE WHEN m[2] = 'inline_code_block' THEN '{}'
        ELSE ARRAY(SELECT upper(p) FROM unnest(string_to_array(regexp_replace(m[2], '__c$', ''), '__')) WITH ORDINALITY AS u(p, j) WHERE p !~ '^[0-9]*$' ORDER BY j) END AS path,
      ora.package_name(to_regnamespace(m[1])::oid) AS package,
      substring(obj_description(to_regnamespace(m[1])::oid, 'pg_namespace') FROM '^oraphant: package ([^.]+)[.]') AS package_owner
    FROM regexp_split_to_table(context, E'\n') WITH ORDINALITY AS l(line, i),
      regexp_match(l.line, '^PL/pgSQL function (?:([^(. ]+)\.)?([^(. ]+)(?:\(.*\))? line ([0-9]+) ') AS m
    WHERE m IS NOT NULL AND m[1] IS DISTINCT FROM 'ora' AND m[2] !~ '__sql$'
  ) AS f
$$;
