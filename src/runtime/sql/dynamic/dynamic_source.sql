-- What stands in parentheses where a query reads from, `FROM (' || word || ')'`, known at run time only: a query, or a table. A query gets a name where the
-- text gives it none, which PostgreSQL wants. Bind variables have no place in it. (SQL Language Reference, SELECT, "table_reference")
CREATE FUNCTION ora.dynamic_source(word text, named boolean, home text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN word !~* '^(\s|\(|/\*([^*]|\*(?!/))*\*/|--[^\n]*\n)*(select|with)\M' THEN ora.dynamic_word(word)
    WHEN regexp_replace(word, '''[^'']*''', '', 'g') ~ ':\w' THEN '(' || word || ')'
    ELSE '(' || ora.dynamic_sql(word, home) || ')' || CASE WHEN named THEN '' ELSE ' as inline_view' END
  END
$$;
