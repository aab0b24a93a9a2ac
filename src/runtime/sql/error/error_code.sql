-- The Oracle error, as a positive number, that a caught error stands for; 0 for a user-defined exception.
-- context: 'sql', 'plsql' or the text of PG_EXCEPTION_CONTEXT (absent: 'sql').
CREATE FUNCTION ora.error_code(state text, message text DEFAULT NULL, context text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  said integer;
  code integer;
  own text;
BEGIN
  IF state LIKE 'O%' THEN
    RETURN CASE
      WHEN state = 'OA00Z' THEN 20000
      WHEN state ~ '^OA[0-9]{3}$' THEN 20000 + substr(state, 3)::integer
      WHEN state LIKE 'OU%' THEN 0
      WHEN state ~ '^OZ[0-9A-Z]{2}1$' THEN ora.from_base36(substr(state, 3, 2)) * 46656
      WHEN state ~ '^O[0-9A-Z]{4}$' THEN ora.from_base36(substr(state, 2))
      ELSE 600
    END;
  END IF;
  IF message LIKE 'ORA-%' THEN
    said := substring(message FROM '^ORA-([0-9]{5}):')::integer;
  END IF;
  -- An error raised with Oracle's own text under a code that PostgreSQL shares between several errors. What is raised again says what it was.
  IF said IS NOT NULL AND (ora.sqlstate_of(said) = state OR context LIKE 'PL/pgSQL function ora.reraise(%') THEN
    -- A conversion function of the runtime does not know who calls it: the same failure is ORA-06502 in PL/SQL. In a FETCH
    -- it is the cursor's query that called it: what is fetched is converted by an assignment.
    -- So is an argument that a function of numbers is not defined for. (PL/SQL Language Reference, "Predefined Exceptions")
    IF said IN (1722, 1428) THEN
      own := ora.own_context(context);
      IF (said = 1428 OR own !~ '^PL/pgSQL function [^\n]* line [0-9]+ at FETCH')
        AND left(context, -length(own)) ~ ('(^|\n)PL/pgSQL function ora\.' || CASE said WHEN 1722 THEN '(?!(?:re)?raise\()' ELSE '(sqrt|ln|log|power|acos|asin|atan2)\(' END)
        AND ora.error_is_plsql(context) THEN
        RETURN 6502;
      END IF;
    END IF;
    RETURN said;
  END IF;
  -- POWER(0, -1) is an overflow in SQL, an argument that the function is not defined for in PL/SQL.
  IF said = 1426 AND state = '2201F' THEN
    RETURN CASE WHEN ora.error_is_plsql(context) THEN 6502 ELSE said END;
  END IF;
  -- What DBMS_SQL parses is the user's.
  own := CASE WHEN context ~ '^SQL statement "' AND substring(context FROM E'\n(PL/pgSQL function [^\n]*)') LIKE 'PL/pgSQL function ora.dbms_sql_parse(%'
    THEN context ELSE ora.own_context(context) END;
  code := ora.ddl_error_code(state, message, substring(own FROM '^SQL statement "(.*)'));
  IF code IS NOT NULL THEN
    RETURN code;
  END IF;
  code := ora.native_code(state, false);
  IF code IN (1, 1403, 1422, 1476) THEN
    RETURN code;
  END IF;
  -- A query gives no text that is too long: what is read by a FOR loop did not fit its record. (PL/SQL Language
  -- Reference, "VALUE_ERROR")
  IF state = '22001' AND ora.own_context(context) ~ '^PL/pgSQL function [^\n]* line [0-9]+ at FOR over ' THEN
    RETURN 6502;
  END IF;
  IF ora.native_code(state, true) <> code AND ora.error_is_plsql(context) THEN
    code := ora.native_code(state, true);
  END IF;
  RETURN CASE
    WHEN state = '0A000' AND message ~ '^cannot (insert into|update) column ' THEN 1733
    WHEN state = '0A000' AND message LIKE 'invalid UNION/INTERSECT/EXCEPT ORDER BY clause%' THEN 1785
    WHEN state = '21000' AND message ~ '^MERGE ' THEN 30926
    WHEN state = '21000' AND message ~ 'column XPath expression$' THEN 19279
    WHEN state = '22004' AND message ~ '^cursor variable ' THEN 1001
    WHEN state = '22003' AND message ~ '(integer|bigint|smallint|value) ?(is )?out of range|overflows numeric format' THEN 1426
    WHEN state = '2201B' AND message ~ 'parenthes' THEN 12725
    WHEN state = '2201B' AND message ~ 'invalid backreference' THEN 12727
    WHEN state = '2201B' AND message ~ 'invalid character range' THEN 12728
    WHEN state = '2201B' AND message ~ 'invalid character class' THEN 12729
    WHEN state = '2201B' AND message ~ 'invalid repetition count' THEN 12732
    WHEN state = '22023' AND message ~ 'time zone|"TimeZone"' THEN 1882
    -- Of a MERGE that does both, nothing tells whether it inserted or updated. RETURNING of many rows is a WITH.
    WHEN state = '23502' AND code = 1400
      AND ora.own_context(context) ~* '^SQL statement "\s*(with\s+\w+\s+as\s*\(\s*)?(update\M|merge\M(?!.*\mwhen\s+not\s+matched\M))' THEN 1407
    WHEN state = '23514' AND message ~ '^no partition of relation ' THEN 14400
    WHEN state = '23514' AND message ~ ' violates partition constraint$' THEN 14401
    WHEN state = '23503' AND (message ~ '^update or delete on ' OR message ~ 'is still referenced') THEN 2292
    -- PL/pgSQL gives a variable what is fetched by way of text: that of a date is none that a program has.
    WHEN state = '22P02' AND message ~ '^invalid input syntax for type (numeric|integer|bigint|smallint|real|double precision): "[0-9]{4,}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}' THEN 932
    WHEN state = '42601' AND message ~ '^INSERT has more target columns|^subquery has too few columns|^number of columns does not match' THEN 947
    WHEN state = '42601' AND message ~ '^INSERT has more expressions|^subquery (must return only one column|has too many columns)' THEN 913
    WHEN state = '42601' AND message ~ '^each [A-Z]+ query must have the same number of columns' THEN 1789
    WHEN state = '42803' AND message ~ '^aggregate functions are not allowed in' THEN 934
    WHEN state = '42804' AND message ~ '^(UNION|INTERSECT|EXCEPT) types ' THEN 1790
    WHEN state = '42601' AND message ~ '^multiple assignments to same column' THEN 957
    WHEN state = '42P10' AND message ~ '^for SELECT DISTINCT' THEN 1791
    -- ora.dynamic_into names as many columns as INTO has variables.
    WHEN state = '42P10' AND message LIKE 'table "q" has % columns available but %' THEN 1007
    WHEN state = '42P10' AND message LIKE 'WITH query % has % columns available but %' THEN 32038
    WHEN state = '42701' AND message ~ '^column .* of relation .* already exists' THEN 1430
    -- WHERE CURRENT OF is a condition on a ROWID in Oracle.
    WHEN state = '24000' AND message LIKE '% is not positioned on a row' THEN 1410
    WHEN state = '42704' AND message LIKE 'no value found for parameter %' THEN 1001
    WHEN state = '42704' AND message LIKE 'index %' THEN 1418
    WHEN state = '42704' AND message LIKE 'trigger %' THEN 4080
    WHEN state = '42704' AND message LIKE 'constraint % of relation %' THEN 2443
    WHEN state = '42809' AND message LIKE 'cannot change materialized view %' THEN 1732
    WHEN state = '42883' AND message LIKE 'procedure %' THEN 6550
    -- A function of the runtime that takes no such type stands for a conversion that Oracle does not have.
    WHEN state = '42883' AND message ~ '^(function ora\.|operator does not exist)' THEN 932
    WHEN state = '42P01' AND message LIKE 'sequence %' THEN 2289
    WHEN state = '42P16' AND message LIKE 'cannot drop column % because it is part of the partition key %' THEN 12984
    -- A new range begins where the last one ends: it may be empty; values of lists overlap.
    WHEN state = '42P17' AND message LIKE 'empty range bound specified for partition %' THEN 14074
    WHEN state = '42P17' AND message LIKE 'partition % would overlap partition %' THEN 14312
    WHEN state = '428C9' AND message ~ 'can only be updated to DEFAULT' THEN 54017
    WHEN state = '55000' AND message LIKE 'portal % cannot be run' THEN 1002
    WHEN state = '55000' AND message ~ '^cannot (insert into|update|delete from|merge into) view ' THEN 1732
    WHEN state = '55P03' AND message ~ 'due to lock timeout' THEN ora.lock_timeout_code()
    ELSE code
  END;
END
$$;

CREATE FUNCTION ora.error_code(e ora.err) RETURNS integer
LANGUAGE sql STABLE
AS $$
  SELECT ora.error_code(e.sqlstate, e.message, e.context)
$$;
