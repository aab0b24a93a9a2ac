-- The origins of a view's columns, from the text of its rule's tree: the target list is that of the tree's first level, a column that is taken over as it is
-- has its table and number there, and `rpad(column::text, n)` stands for a CHAR column. Columns of UNION and its like may be NULL.
CREATE FUNCTION ora.dbms_sql_origins(tree text) RETURNS ora.dbms_sql_origin[]
LANGUAGE sql STABLE
AS $$
  WITH pieces AS (
    SELECT i, m[1] AS piece, sum(CASE m[1] WHEN '{' THEN 1 WHEN '}' THEN -1 ELSE 0 END) OVER (ORDER BY i) AS depth
    FROM regexp_matches(tree, '(\\.|[{}]|:[A-Za-z]+|[^\\{}:]+|.)', 'g') WITH ORDINALITY AS t(m, i)
  ), marked AS (
    SELECT i, piece, depth, count(*) FILTER (WHERE piece = '{' AND depth = 2) OVER (ORDER BY i) AS entry,
      count(*) FILTER (WHERE piece = ':targetList' AND depth = 1) OVER (ORDER BY i)
        - count(*) FILTER (WHERE piece = ':override' AND depth = 1) OVER (ORDER BY i) AS listed,
      bool_or(piece = ':setOperations' AND depth = 1) OVER () AND tree ~ ':setOperations \{' AS combined
    FROM pieces
  ), entries AS (
    SELECT entry, bool_or(combined) AS combined, string_agg(piece, '' ORDER BY i) AS body
    FROM marked WHERE listed = 1 AND depth >= 2 GROUP BY entry
  )
  SELECT array_agg(ROW(
    NOT e.combined AND EXISTS (SELECT FROM pg_catalog.pg_attribute AS a
      WHERE a.attrelid = substring(e.body FROM ':resorigtbl (\d+) :resorigcol \d+ :resjunk false$')::oid
        AND a.attnum = substring(e.body FROM ':resorigcol (\d+) :resjunk false$')::smallint AND a.attnotnull),
    CASE WHEN e.body ~ ('^\{TARGETENTRY :expr \{FUNCEXPR :funcid ' || 'pg_catalog.rpad(text,integer)'::regprocedure::oid || ' [^{]*\{FUNCEXPR :funcid '
        || 'pg_catalog.text(character)'::regprocedure::oid || ' [^{]*\{VAR ')
      THEN substring(e.body FROM ':vartype 1042 :vartypmod (\d+)')::integer - 4
      -- A literal is CHAR; four of its bytes are the length.
      WHEN NOT e.combined THEN nullif(substring(e.body FROM '^\{TARGETENTRY :expr \{CONST :consttype ' || 'text'::regtype::oid || ' [^{]*:constvalue (\d+) \[')::integer - 4, 0) END,
    -- VARCHAR2 has a length, which makes it varchar.
    NOT e.combined AND e.body ~ '^\{TARGETENTRY :expr \{VAR ' AND e.body ~ ':resorigtbl [1-9]\d* :resorigcol \d+ :resjunk false$'
      AND e.body ~ ('^\{TARGETENTRY :expr \{VAR :varno \d+ :varattno \d+ :vartype ' || 'text'::regtype::oid || ' ')
    )::ora.dbms_sql_origin ORDER BY e.entry)
  FROM entries AS e WHERE e.body ~ ':resjunk false$'
$$;
