-- ALTER … COMPILE whose kind or name the run knows only: nothing is compiled ahead of time, and what it names has to be there (ora.compiled). Any other ALTER is
-- refused. (SQL Language Reference, "ALTER PACKAGE", "ALTER PROCEDURE", "ALTER TRIGGER", "ALTER TYPE", "ALTER VIEW")
CREATE FUNCTION ora.dynamic_compile(statement text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  word CONSTANT text := '(?:"[^"]+"|[[:alpha:]][\w$#]*)';
  part CONSTANT text[] := regexp_match(statement, '^\s*alter\s+(materialized\s+view|package|procedure|function|trigger|type|view|synonym)\s+((?:' || word
    || '\s*[.]\s*)?' || word || ')\s+compile((?:\s+(?:debug|body|specification|package|reuse\s+settings))*)\s*$', 'i');
  kind CONSTANT text := regexp_replace(lower(part[1]), '\s+', ' ');
  parts text[];
BEGIN
  IF statement IS NULL THEN
    PERFORM ora.raise(6535);
  ELSIF part IS NULL OR (part[3] ~* '\m(body|specification)\M' AND kind NOT IN ('package', 'type')) OR (part[3] ~* '\mpackage\M' AND kind <> 'package') THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this ALTER is converted for the COMPILE of what has a kind and a name that are known, which is not all that it is given: ' || statement;
  END IF;
  SELECT array_agg(ora.own_name(m[1]) ORDER BY n) INTO parts FROM regexp_matches(part[2], '("[^"]+"|[^\s."]+)', 'g') WITH ORDINALITY AS p(m, n);
  RETURN format('select ora.compiled(%L, %L)', kind, (SELECT string_agg(quote_ident(p), '.' ORDER BY n) FROM unnest(parts) WITH ORDINALITY AS u(p, n)));
END
$$;
