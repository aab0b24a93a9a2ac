-- Did the error arise in procedural code (true) or in a SQL statement (false)? context: 'sql', 'plsql', or the text of
-- PG_EXCEPTION_CONTEXT. CALL and PERFORM run as SQL statements in PostgreSQL but are PL/SQL's own code in Oracle;
-- the assignment of a SELECT INTO is reported without the statement, and is PL/SQL's own too. The query of a FOR loop
-- is reported without the statement as well, yet it is SQL: nothing is assigned there that can fail.
-- The call of a function with OUT parameters is a SELECT from nothing but the function, without an alias.
-- What DBMS_SQL runs is SQL, unless code of the user's stands between: a block, a function that the statement calls.
CREATE FUNCTION ora.error_is_plsql(context text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  own text;
BEGIN
  IF context IN ('sql', 'plsql') THEN
    RETURN context = 'plsql';
  END IF;
  own := ora.own_context(context);
  IF left(context, -length(own)) ~ '(^|\n)PL/pgSQL function ora\.dbms_sql_[^\n]* line [0-9]+ at (EXECUTE|FETCH|OPEN)' THEN
    RETURN false;
  END IF;
  IF own ~ '^SQL statement "' THEN
    IF own ~ '^SQL statement "select\s+\*\s+from\s+(?!ora\.)("[^"]*"|[^\s("])+\(.*\)"\nPL/pgSQL function ' THEN
      RETURN true;
    END IF;
    RETURN coalesce(substring(own FROM '\nPL/pgSQL function [^\n]* line [0-9]+ (at CALL|at PERFORM|at [^\n]*|during [^\n]*)') IN ('at CALL', 'at PERFORM'), false);
  END IF;
  RETURN own ~ '^(PL/pgSQL|SQL expression ")' AND own !~ '^PL/pgSQL function [^\n]* line [0-9]+ at FOR over ';
END
$$;
