-- The pieces of a statement in order. bind: the name, in upper case, of a bind variable; NULL for any other piece.
-- Quoted texts and names and comments are one piece, so that a colon in them is no bind variable; neither are :: and :=.
CREATE FUNCTION ora.dbms_sql_tokens(statement text, OUT ordinal bigint, OUT piece text, OUT bind text) RETURNS SETOF record
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT i, m[1], CASE WHEN m[1] ~ '^:[[:alnum:]_]' THEN upper(substr(m[1], 2)) END
  FROM regexp_matches(statement,
    $re$([eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"[^"]*"|--[^\n]*|/\*(?:[^*]|\*+[^*/])*\*+/|::|:=|:[[:alnum:]_$#]+|[[:alnum:]_]+|[^[:alnum:]_]|\s)$re$, 'g')
    WITH ORDINALITY AS t(m, i)
$$;
