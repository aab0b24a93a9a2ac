-- Is the expression of a target list's entry a CLOB? Texts that functions and || make of a table's CLOB are CLOBs (SQL Language Reference, "Concatenation
-- Operator", and the functions' own pages). Where conditions, queries and other functions are in it, the tree does not tell. `inner_clobs`: the
-- columns of its inline views that are CLOBs, each as `varno.varattno`.
CREATE FUNCTION ora.dbms_sql_makes_clob(entry text, relations oid[], inner_clobs text[]) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT entry !~ '\{(CASE|SUBLINK|AGGREF|WINDOWFUNC|NULLTEST|BOOLEXPR|NULLIFEXPR|COERCEVIAIO|MINMAX)'
    AND NOT EXISTS (SELECT FROM regexp_matches(entry, ':(?:func|opfunc)id (\d+)', 'g') AS m JOIN pg_catalog.pg_proc AS p ON p.oid = m[1]::oid
      WHERE p.prorettype = 'text'::regtype AND p.proname NOT IN ('textcat', 'upper', 'lower', 'initcap', 'btrim', 'ltrim', 'rtrim', 'lpad', 'rpad', 'replace',
        'clob_concat', 'clob_substr', 'clob_ltrim', 'clob_rtrim', 'clob_replace', 'clob_regexp_replace', 'clob_regexp_substr'))
    AND EXISTS (SELECT FROM regexp_matches(entry, '\{VAR :varno (\d+) :varattno (\d+) :vartype ' || 'text'::regtype::oid || ' ', 'g') AS m
      WHERE EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = relations[m[1]::integer] AND c.relkind IN ('r', 'p') AND c.relnamespace <> 'ora'::regnamespace)
        OR m[1] || '.' || m[2] = ANY (inner_clobs))
$$;
