-- The text of a variable that began with `size` characters of a statement which is known, `head` in PostgreSQL's SQL: what has been appended since is a
-- clause or a condition more, else the whole text is taken as it is, and so it is where a word in those characters has brought bind variables.
CREATE FUNCTION ora.dynamic_rest(head text, statement text, size integer, home text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN regexp_replace(left(statement, size), '''[^'']*''', '', 'g') ~ ':\w' THEN ora.dynamic_sql(statement, home)
    WHEN substr(statement, size + 1) ~* '^(\s*$|[\s)]+(where|and|or|group|having|order|union|intersect|offset|fetch|for)\M)'
      THEN head || ora.dynamic_text(substr(statement, size + 1), home)
    ELSE ora.dynamic_sql(statement, home)
  END
$$;
