-- Is the table the template of a global temporary one?
CREATE FUNCTION ora.is_temporary_table(relation oid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM pg_catalog.pg_trigger AS t WHERE t.tgrelid = relation AND t.tgname IN ('__gtt_preserve_rows', '__gtt_delete_rows'))
$$;
