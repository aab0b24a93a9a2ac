-- INITCAP in a database whose collation has rules of its own for words: letters and digits between other characters are one, as in Oracle.
-- (SQL Language Reference, "INITCAP")
CREATE FUNCTION ora.initcap(s text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT string_agg(upper(left(w.part[1], 1)) || lower(substr(w.part[1], 2)), '' ORDER BY w.place)
  FROM regexp_matches(s, '[[:alnum:]]+|[^[:alnum:]]+', 'g') WITH ORDINALITY AS w (part, place)
$$;
