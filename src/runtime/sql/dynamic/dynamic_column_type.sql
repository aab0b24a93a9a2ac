-- The type of a column that dynamic SQL adds, known at run time only, with a whole number or a text as default and with NOT NULL, where nothing else is
-- converted: Oracle shows other numbers as text in its own way, and reads texts as dates by the session's format.
CREATE FUNCTION ora.dynamic_column_type(word text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  texts CONSTANT text := '((n?varchar2|varchar|n?char)\s*\(\s*[1-9]\d*(\s+(byte|char))?\s*\)|char)(\s+default\s+(\d+|''[^'']+''))?';
  numbers CONSTANT text := '((number|numeric|decimal)(\s*\(\s*([1-9]\d*|\*)\s*(,\s*\d+\s*)?\))?|integer|int|binary_float|binary_double)(\s+default\s+-?\d+(\.\d+)?)?';
  others CONSTANT text := 'date|timestamp(\s*\(\s*[0-6]\s*\))?|n?clob|blob';
BEGIN
  IF word ~* format('^\s*(%s|%s|%s)(\s+(not\s+)?null)?\s*$', texts, numbers, others) THEN
    RETURN word;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL is converted for the type of a column, which is not all that it is given: ' || coalesce(word, '');
END
$$;
