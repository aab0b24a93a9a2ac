-- CREATE SYNONYM; an owner that is not named is the user, behind a link whoever that connects as.
CREATE FUNCTION ora.note_synonym(owner text, synonym_name text, table_owner text, table_name text, db_link text) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO ora.synonyms VALUES (coalesce(owner, ora.user_name()), synonym_name, CASE WHEN db_link IS NULL THEN coalesce(table_owner, ora.user_name()) ELSE table_owner END, table_name, db_link)
  ON CONFLICT ON CONSTRAINT synonyms_pkey DO UPDATE SET table_owner = excluded.table_owner, table_name = excluded.table_name, db_link = excluded.db_link
$$;
