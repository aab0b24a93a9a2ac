-- CREATE INDEX of names that the run knows only, as statements write them: what ora.new_column_list asks of an index and its columns.
CREATE FUNCTION ora.new_index(name text, relation text, VARIADIC columns text[]) RETURNS void
LANGUAGE sql STABLE
AS $$
  SELECT ora.new_column_list(ora.own_name(name), ora.oracle_name(ora.own_name(name)), to_regclass(relation), VARIADIC ARRAY(SELECT ora.own_name(c) FROM unnest(columns) WITH ORDINALITY AS u (c, n) ORDER BY n))
$$;
