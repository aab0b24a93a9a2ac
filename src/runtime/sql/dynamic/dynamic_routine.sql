-- The routine that a block of dynamic SQL calls, whose name is known at run time only. It has to be one routine that takes the arguments as they are: `args` has for each 'in' or 'out' or 'in out' and
-- what it is, 'number', 'integer', 'text', 'date', 'null'; `result` is what takes a function's value. What Oracle would convert, or choose among overloads that fit, is refused; a name that is not there is left
-- to PostgreSQL, whose error is ORA-06550. (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement", "Overloaded Subprograms")
CREATE FUNCTION ora.dynamic_routine(callee text, args text[], result text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  parts text[] := regexp_match(callee, '^\s*(?:("[^"]+"|[A-Za-z][\w$#]*)\s*\.\s*)?("[^"]+"|[A-Za-z][\w$#]*)\s*$');
  home text := CASE WHEN parts[1] LIKE '"%' THEN btrim(parts[1], '"') ELSE lower(parts[1]) END;
  own text := CASE WHEN parts[2] LIKE '"%' THEN btrim(parts[2], '"') ELSE lower(parts[2]) END;
  kind "char" := CASE WHEN result IS NULL THEN 'p' ELSE 'f' END;
  given CONSTANT integer := cardinality(args);
  named integer;
  renamed integer;
  fitting integer;
BEGIN
  IF parts IS NULL OR home ~ '^(sys|standard|(dbms|utl|htp|htf|owa|apex)(_.*)?)$' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL is converted for the name of a routine of the program, which is not what it is given: ' || coalesce(callee, '');
  END IF;
  SELECT count(*), count(*) FILTER (WHERE p.proname <> own), count(*) FILTER (WHERE p.prokind = kind AND p.proname = own
      AND given BETWEEN cardinality(t.types) - p.pronargdefaults AND cardinality(t.types)
      AND CASE WHEN kind = 'f' THEN p.proallargtypes IS NULL AND ora.dynamic_fits(ora.dynamic_class(p.prorettype), result) ELSE true END
      AND NOT EXISTS (
        SELECT FROM generate_series(1, given) AS i
        CROSS JOIN LATERAL (SELECT coalesce(p.proargmodes[i]::text, 'i') AS mode, ora.dynamic_class(t.types[i]) AS class, regexp_replace(args[i], '^(in out|in|out) ', '') AS value) AS a
        WHERE CASE a.mode WHEN 'i' THEN args[i] NOT LIKE 'in %' OR args[i] LIKE 'in out %' WHEN 'o' THEN args[i] NOT LIKE 'out %' WHEN 'b' THEN args[i] NOT LIKE 'in out %' ELSE true END
          OR a.value <> 'null' AND NOT CASE a.mode WHEN 'o' THEN ora.dynamic_fits(a.class, a.value) ELSE a.class = a.value OR a.value = 'integer' AND a.class = 'number' END IS TRUE
      ))
  INTO named, renamed, fitting
  FROM pg_catalog.pg_proc AS p
  JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
  CROSS JOIN LATERAL (SELECT coalesce(p.proallargtypes, string_to_array(p.proargtypes::text, ' ')::oid[]) AS types) AS t
  WHERE (p.proname = own OR p.proname ~ ('^' || regexp_replace(own, '([$])', '\\\1', 'g') || '__\d+$'))
    AND CASE WHEN home IS NULL THEN pg_function_is_visible(p.oid) ELSE n.nspname = home END;
  IF named = 0 OR renamed = 0 AND fitting = 1 THEN
    RETURN callee;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL is converted for a routine that takes the arguments as they are, which is not all that is needed: ' || callee;
END
$$;
