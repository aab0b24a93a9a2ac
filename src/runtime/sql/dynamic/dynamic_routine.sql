-- The call of a routine by a block of dynamic SQL, whose name is known at run time only: `statement` with the name in place of dyn_callee_, and the conversions that Oracle would do in place of dyn_arg_1_ and so on.
-- `args` has for each 'in' or 'out' or 'in out' and what it is, 'number', 'integer', 'text', 'date', 'null'; `result` is what takes a function's value. One that takes the arguments as they are is called; if there is
-- none, the only one of the name with their conversions. Other conversions, and a choice among overloads by conversions, are refused. The name stands at `line` and `place` of the block, its statement at `start`.
-- (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement", "Overloaded Subprograms", "Implicit Data Conversion"; Database Error Messages, PLS-00201, PLS-00302, PLS-00306)
CREATE FUNCTION ora.dynamic_routine(statement text, callee text, args text[], result text, line integer, place integer, start text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  parts CONSTANT text[] := regexp_match(callee, '^\s*(?:("[^"]+"|[A-Za-z][\w$#]*)\s*\.\s*)?("[^"]+"|[A-Za-z][\w$#]*)\s*$');
  home CONSTANT text := CASE WHEN parts[1] LIKE '"%' THEN btrim(parts[1], '"') ELSE lower(parts[1]) END;
  own CONSTANT text := CASE WHEN parts[2] LIKE '"%' THEN btrim(parts[2], '"') ELSE lower(parts[2]) END;
  said CONSTANT text := CASE WHEN own = lower(own) THEN upper(own) ELSE own END;
  kind CONSTANT "char" := CASE WHEN result IS NULL THEN 'p' ELSE 'f' END;
  given CONSTANT integer := cardinality(args);
  named integer;
  renamed integer;
  reachable integer;
  fitting oid[];
  convertible oid[];
  chosen oid;
  types oid[];
BEGIN
  IF parts IS NULL OR home ~ '^(sys|standard|(dbms|utl|htp|htf|owa|apex)(_.*)?)$' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL is converted for the name of a routine of the program, which is not what it is given: ' || coalesce(callee, '');
  END IF;
  WITH candidate AS (
    SELECT p.oid, p.proname, n.nspname = 'pg_catalog' AS is_own, given BETWEEN cardinality(t.types) - p.pronargdefaults AND cardinality(t.types) AS is_counted,
      p.prokind = kind AND CASE WHEN kind = 'f' THEN p.proallargtypes IS NULL AND ora.dynamic_fits(ora.dynamic_class(p.prorettype), result) ELSE true END AS is_kind,
      (SELECT array_agg(CASE
          WHEN CASE a.mode WHEN 'i' THEN args[i] NOT LIKE 'in %' OR args[i] LIKE 'in out %' WHEN 'o' THEN args[i] NOT LIKE 'out %' WHEN 'b' THEN args[i] NOT LIKE 'in out %' ELSE true END THEN 'not'
          WHEN a.value = 'null' THEN 'as it is'
          WHEN a.mode = 'o' AND ora.dynamic_fits(a.class, a.value) THEN 'as it is'
          WHEN a.mode <> 'o' AND (a.class = a.value OR a.value = 'integer' AND a.class = 'number') THEN 'as it is'
          WHEN a.mode = 'i' AND ora.dynamic_conversion(a.value, a.class) IS NOT NULL THEN 'converted'
          ELSE 'not'
        END)
        FROM generate_series(1, given) AS i
        CROSS JOIN LATERAL (SELECT coalesce(p.proargmodes[i]::text, 'i') AS mode, ora.dynamic_class(t.types[i]) AS class, regexp_replace(args[i], '^(in out|in|out) ', '') AS value) AS a
      ) AS ways
    FROM pg_catalog.pg_proc AS p
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
    CROSS JOIN LATERAL (SELECT coalesce(p.proallargtypes, string_to_array(p.proargtypes::text, ' ')::oid[]) AS types) AS t
    WHERE (p.proname = own OR p.proname ~ ('^' || regexp_replace(own, '([$])', '\\\1', 'g') || '__\d+$'))
      AND CASE WHEN home IS NULL THEN pg_function_is_visible(p.oid) ELSE n.nspname = home END
  )
  SELECT count(*), count(*) FILTER (WHERE c.proname <> own OR c.is_own), count(*) FILTER (WHERE c.is_counted OR NOT c.is_kind),
    array_agg(c.oid) FILTER (WHERE c.is_counted AND c.is_kind AND NOT coalesce(c.ways && '{not,converted}', false)),
    array_agg(c.oid) FILTER (WHERE c.is_counted AND c.is_kind AND NOT coalesce(c.ways && '{not}', false))
  INTO named, renamed, reachable, fitting, convertible
  FROM candidate AS c;
  IF named = 0 THEN
    PERFORM ora.raise(6550, CASE
      WHEN to_regnamespace(quote_ident(home)) IS NOT NULL THEN
        format(E'line %s, column %s:\nPLS-00302: component ''%s'' must be declared', line, place + length(parts[1]) + 1, said)
      ELSE format(E'line %s, column %s:\nPLS-00201: identifier ''%s'' must be declared', line, place, concat_ws('.', CASE WHEN home = lower(home) THEN upper(home) ELSE home END, said))
    END || E'\n' || start || E'\nPL/SQL: Statement ignored');
  ELSIF renamed = 0 AND reachable = 0 THEN
    PERFORM ora.raise(6550, format(E'line %s, column %s:\nPLS-00306: wrong number or types of arguments in call to ''%s''\n%s\nPL/SQL: Statement ignored', line, place, said, start));
  ELSIF renamed = 0 THEN
    chosen := CASE WHEN cardinality(fitting) = 1 THEN fitting[1] WHEN fitting IS NULL AND named = 1 THEN convertible[1] END;
  END IF;
  IF chosen IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL is converted for a routine that takes the arguments as they are, which is not all that is needed: ' || callee;
  END IF;
  SELECT coalesce(p.proallargtypes, string_to_array(p.proargtypes::text, ' ')::oid[]) INTO types FROM pg_catalog.pg_proc AS p WHERE p.oid = chosen;
  FOR i IN 1 .. given LOOP
    statement := replace(statement, format('dyn_arg_%s_(', i), coalesce(ora.dynamic_conversion(substr(args[i], 4), ora.dynamic_class(types[i])), '') || '(');
  END LOOP;
  RETURN replace(statement, 'dyn_callee_', callee);
END
$$;
