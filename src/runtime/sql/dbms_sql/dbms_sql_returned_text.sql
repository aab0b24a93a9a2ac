-- A returned value for a bind variable that is text. Of a date, only its declaration tells whether it has fractions of seconds.
CREATE FUNCTION ora.dbms_sql_returned_text(value anyelement) RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN CASE
    WHEN value IS NULL THEN NULL
    WHEN pg_typeof(value) IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype) THEN value::text
    WHEN pg_typeof(value) IN ('numeric'::regtype, 'integer'::regtype, 'bigint'::regtype, 'smallint'::regtype) THEN ora.session_decimal(ora.number_text(value::text::numeric))
    ELSE ora.raise(6562, 'type of OUT argument must match type of column or bind variable', NULL::text)
  END;
END
$$;
