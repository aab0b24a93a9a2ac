-- The name of a table or view that a query or DML of dynamic SQL reads or changes, known at run time only: DUAL, and what synonyms stand for, too. One behind a link is
-- refused. (SQL Language Reference, CREATE SYNONYM; Database Error Messages, ORA-00980, ORA-02201)
CREATE FUNCTION ora.dynamic_relation(word text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  name CONSTANT text := ora.dynamic_word(btrim(word, E' \n\r\t'));
  relation regclass;
  parts text[];
  target record;
  stands_for text;
BEGIN
  IF word IS NULL OR word !~ '^\s*("[^"]+"|[[:alpha:]][\w$#]*)(\s*[.]\s*("[^"]+"|[[:alpha:]][\w$#]*))?\s*$' OR name ~ '[.].*[.]' THEN
    RETURN ora.dynamic_word(word);
  END IF;
  relation := to_regclass(name);
  parts := ora.dynamic_parts(word);
  IF (SELECT c.relkind = 'S' FROM pg_catalog.pg_class AS c WHERE c.oid = relation) THEN
    PERFORM ora.raise(2201);
  ELSIF relation IS NOT NULL THEN
    RETURN name;
  ELSIF parts[2] = 'DUAL' AND coalesce(parts[1], 'SYS') = 'SYS' THEN
    RETURN 'ora.dual';
  END IF;
  SELECT s.* INTO target FROM ora.synonyms AS s
  WHERE s.synonym_name = parts[2] AND s.owner = ANY (CASE WHEN parts[1] IS NULL THEN ARRAY[ora.user_name(), ora.owner_name(current_schema()), 'PUBLIC'] ELSE parts[1 : 1] END)
  ORDER BY s.owner = 'PUBLIC' LIMIT 1;
  IF target.db_link IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL names what stands in another database: ' || word;
  ELSIF target.table_name IS NOT NULL AND (target.table_name, target.table_owner) IS DISTINCT FROM (parts[2], coalesce(parts[1], ora.user_name())) THEN
    stands_for := ora.dynamic_relation(format('"%s"."%s"', target.table_owner, target.table_name));
    IF to_regclass(stands_for) IS NULL THEN
      PERFORM ora.raise(980);
    END IF;
    RETURN stands_for;
  END IF;
  RETURN name;
END
$$;
