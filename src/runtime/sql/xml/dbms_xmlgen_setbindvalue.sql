-- DBMS_XMLGEN.SETBINDVALUE: the value is a literal without a type in the query, which is then run anew. ORA-01006 for a name that the query does not have.
CREATE PROCEDURE ora.dbms_xmlgen_setbindvalue(ctx numeric, bindname text, bindvalue text)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.state_get('xmlgen:' || ctx::integer);
  plain text := upper(ltrim(bindname, ':'));
  literal text := CASE
    WHEN bindvalue LIKE '%$%' THEN ' E''' || replace(replace(replace(bindvalue, '\', '\\'), '''', ''''''), '$', '\x24') || ''''
    ELSE quote_nullable(nullif(bindvalue, ''))
  END;
BEGIN
  IF NOT EXISTS (SELECT FROM ora.dbms_sql_tokens(known ->> 'query') AS t WHERE t.bind = plain) THEN
    PERFORM ora.raise(1006);
  END IF;
  PERFORM ora.state_set('xmlgen:' || ctx::integer,
    (known - 'cursor' || jsonb_build_object('binds', coalesce(known -> 'binds', '{}') || jsonb_build_object(plain, literal)))::text);
END
$$;
