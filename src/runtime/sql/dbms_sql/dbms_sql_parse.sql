-- DBMS_SQL.PARSE. The text is PostgreSQL's SQL with :name bind variables; `outs` are those that take what RETURNING gives.
-- DDL is executed here, as in Oracle.
CREATE PROCEDURE ora.dbms_sql_parse(c integer, statement text, language_flag integer DEFAULT 1, outs text[] DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c, false);
  first_word text := lower(substring(statement FROM '^(?:\s|\(|--[^\n]*\n|/\*(?:[^*]|\*+[^*/])*\*+/)*([[:alpha:]]+)'));
  kind text := CASE
    -- DDL that a function of the runtime does.
    WHEN statement ~ '^select ora\.(drop_(table|object|synonym|constraint|key|index)|replace_view|constraint_state|rename_(object|index|constraint)|alter_sequence|index_named|compiled|switch_triggers)\(' THEN 'definition'
    WHEN first_word IN ('select', 'with', 'values', 'table') THEN 'query'
    WHEN first_word IN ('insert', 'update', 'delete', 'merge', 'do', 'call', 'lock', 'set') THEN 'statement'
    ELSE 'definition'
  END;
BEGIN
  PERFORM ora.dbms_sql_reset(c);
  IF kind = 'definition' THEN
    EXECUTE statement;
  ELSIF first_word IN ('select', 'with', 'values', 'insert', 'update', 'delete', 'merge') THEN
    BEGIN
      EXECUTE 'PREPARE ora_sql_parsed AS ' || (SELECT string_agg(CASE WHEN t.bind IS NULL THEN t.piece ELSE 'NULL' END, '' ORDER BY t.ordinal)
        FROM ora.dbms_sql_tokens(regexp_replace(statement, '[;\s]+$', '')) AS t);
      DEALLOCATE ora_sql_parsed;
    EXCEPTION
      WHEN syntax_error OR undefined_table OR undefined_column THEN
        RAISE;
      WHEN OTHERS THEN
        -- Such as a type that only the value of a bind variable tells.
        NULL;
    END;
  END IF;
  PERFORM ora.state_set('dbms_sql:' || c, jsonb_build_object('sql', regexp_replace(statement, '[;\s]+$', ''), 'kind', kind,
    'outs', to_jsonb(outs))::text);
END
$$;

-- The same with the text in lines.
CREATE PROCEDURE ora.dbms_sql_parse(c integer, statement ora.dbms_sql_varchar2a, lb integer, ub integer, lfflg boolean, language_flag integer DEFAULT 1)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_sql_parse(c, ora.dbms_sql_text(ora.dbms_sql_joined(statement.k, statement.v, lb, ub, lfflg)), language_flag);
END
$$;
CREATE PROCEDURE ora.dbms_sql_parse(c integer, statement ora.dbms_sql_varchar2s, lb integer, ub integer, lfflg boolean, language_flag integer DEFAULT 1)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_sql_parse(c, ora.dbms_sql_text(ora.dbms_sql_joined(statement.k, statement.v, lb, ub, lfflg)), language_flag);
END
$$;
