-- The origins of a view's columns, from the text of its rule's tree: the target list is that of the tree's first level, a column that is taken over as it is
-- has its table and number there, and `rpad(column::text, n)` stands for a CHAR column. Columns of UNION and its like may be NULL; they are CLOBs where those
-- of the first query are, as no other type goes with a CLOB there (SQL Language Reference, "The Set Operators").
CREATE FUNCTION ora.dbms_sql_origins(tree text) RETURNS ora.dbms_sql_origin[]
LANGUAGE sql STABLE
AS $$
  WITH pieces AS (
    SELECT i, m[1] AS piece, sum(CASE m[1] WHEN '{' THEN 1 WHEN '}' THEN -1 ELSE 0 END) OVER (ORDER BY i) AS depth
    FROM regexp_matches(tree, '(\\.|[{}]|:[A-Za-z]+|[^\\{}:]+|.)', 'g') WITH ORDINALITY AS t(m, i)
  ), marked AS (
    SELECT i, piece, depth, count(*) FILTER (WHERE piece = '{' AND depth = 2) OVER (ORDER BY i) AS entry,
      count(*) FILTER (WHERE piece = ':rtable' AND depth = 1) OVER (ORDER BY i)
        - count(*) FILTER (WHERE piece = ':jointree' AND depth = 1) OVER (ORDER BY i) AS ranged,
      count(*) FILTER (WHERE piece = ':targetList' AND depth = 1) OVER (ORDER BY i)
        - count(*) FILTER (WHERE piece = ':override' AND depth = 1) OVER (ORDER BY i) AS listed,
      count(*) FILTER (WHERE piece = ':subquery' AND depth = 2) OVER (ORDER BY i)
        - count(*) FILTER (WHERE piece = ':security_barrier' AND depth = 2) OVER (ORDER BY i) AS nested,
      bool_or(piece = ':setOperations' AND depth = 1) OVER () AND tree ~ ':setOperations \{' AS combined
    FROM pieces
  ), ranges AS (
    SELECT array_agg(CASE WHEN r.body ~ '^[^}]*\}? ?[^}]*\}[^}]*:rtekind 0 ' THEN substring(r.body FROM ':relid (\d+)')::oid END ORDER BY r.entry) AS relations
    FROM (SELECT entry, string_agg(piece, '' ORDER BY i) AS body FROM marked WHERE ranged = 1 AND depth >= 2 GROUP BY entry) AS r
  ), inner_clobs AS (
    SELECT coalesce(array_agg(q.number || '.' || o.i), '{}') AS columns
    FROM (SELECT row_number() OVER (ORDER BY entry) AS number, string_agg(piece, '' ORDER BY i) FILTER (WHERE nested = 1 AND depth >= 3) AS tree
      FROM marked WHERE ranged = 1 AND depth >= 2 GROUP BY entry) AS q, unnest(ora.dbms_sql_origins(q.tree)) WITH ORDINALITY AS o(stored, not_null, char_length, clob, noted, i)
    WHERE q.tree IS NOT NULL AND o.clob
  ), entries AS (
    SELECT entry, bool_or(combined) AS combined, string_agg(piece, '' ORDER BY i) AS body
    FROM marked WHERE listed = 1 AND depth >= 2 GROUP BY entry
  ), placed AS (
    SELECT e.entry, e.combined, e.body, p.padded,
      CASE WHEN NOT e.combined THEN coalesce(nullif(substring(e.body FROM ':resorigtbl (\d+) :resorigcol \d+ :resjunk false$'), '0')::oid,
        CASE WHEN p.padded THEN t.relations[substring(e.body FROM ':varno (\d+)')::integer] END) END AS relation,
      CASE WHEN p.padded THEN substring(e.body FROM ':varattno (\d+)') ELSE substring(e.body FROM ':resorigcol (\d+) :resjunk false$') END::smallint AS number
    FROM entries AS e CROSS JOIN ranges AS t CROSS JOIN LATERAL (SELECT e.body ~ ('^\{TARGETENTRY :expr \{FUNCEXPR :funcid '
      || 'pg_catalog.rpad(text,integer)'::regprocedure::oid || ' [^{]*\{FUNCEXPR :funcid ' || 'pg_catalog.text(character)'::regprocedure::oid || ' [^{]*\{VAR ') AS padded) AS p
    WHERE e.body ~ ':resjunk false$'
  )
  SELECT array_agg(ROW(
    e.relation IS NOT NULL,
    coalesce(a.attnotnull OR ora.is_required_below(e.relation, a.attname), false),
    CASE WHEN e.padded THEN substring(e.body FROM ':vartype 1042 :vartypmod (\d+)')::integer - 4
      -- A literal is CHAR; four of its bytes are the length.
      WHEN NOT e.combined THEN nullif(substring(e.body FROM '^\{TARGETENTRY :expr \{CONST :consttype ' || 'text'::regtype::oid || ' [^{]*:constvalue (\d+) \[')::integer - 4, 0) END,
    -- VARCHAR2 has a length, which makes it varchar; the dictionary's views have text.
    e.relation IS NOT NULL AND (SELECT c.relnamespace <> 'ora'::regnamespace FROM pg_catalog.pg_class AS c WHERE c.oid = e.relation) AND e.body ~ ('^\{TARGETENTRY :expr \{VAR :varno \d+ :varattno \d+ :vartype ' || 'text'::regtype::oid || ' ')
      OR e.relation IS NULL AND ora.dbms_sql_makes_clob(e.body, t.relations, q.columns),
    (SELECT d.value FROM ora.definitions AS d WHERE d.relation = e.relation AND d.part = 'type ' || a.attname AND (d.state = format_type(a.atttypid, a.atttypmod) OR d.state = ora.definition_state(d.relation, d.part)))
    )::ora.dbms_sql_origin ORDER BY e.entry)
  FROM placed AS e CROSS JOIN ranges AS t CROSS JOIN inner_clobs AS q LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = e.relation AND a.attnum = e.number
$$;
