-- Is it the template of a global temporary table, whose rows each session has in a copy of its own?
CREATE FUNCTION ora.is_gtt_template(relation regclass) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM pg_catalog.pg_trigger AS t WHERE t.tgrelid = relation AND t.tgname LIKE '\_\_gtt\_%')
$$;
