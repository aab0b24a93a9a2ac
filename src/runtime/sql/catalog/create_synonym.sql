-- CREATE SYNONYM in a program: its name may be that of another object. (SQL Language Reference, CREATE SYNONYM; Database Error Messages, ORA-00955, ORA-01471)
CREATE FUNCTION ora.create_synonym(owner text, synonym_name text, table_owner text, table_name text, db_link text, replaces boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF owner IS DISTINCT FROM 'PUBLIC' AND db_link IS NULL AND synonym_name = table_name AND coalesce(table_owner, ora.user_name()) = coalesce(owner, ora.user_name()) THEN
    PERFORM ora.raise(1471);
  END IF;
  IF owner IS DISTINCT FROM 'PUBLIC' AND EXISTS (SELECT FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      WHERE ora.owner_name(n.nspname) = coalesce(owner, ora.user_name()) AND ora.oracle_name(c.relname) = synonym_name AND c.relkind IN ('r', 'p', 'v', 'm', 'S'))
    OR NOT replaces AND EXISTS (SELECT FROM ora.synonyms AS s
      WHERE s.owner = coalesce(create_synonym.owner, ora.user_name()) AND s.synonym_name = create_synonym.synonym_name)
  THEN
    PERFORM ora.raise(955);
  END IF;
  PERFORM ora.note_synonym(owner, synonym_name, table_owner, table_name, db_link);
END
$$;
