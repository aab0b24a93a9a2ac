-- CURSOR(SELECT …) as an argument: the query as an open cursor; its variables are the elements of $1. (SQL Language Reference, "CURSOR Expressions")
CREATE FUNCTION ora.cursor_of(query text, vals text[] DEFAULT '{}') RETURNS refcursor
LANGUAGE plpgsql
AS $$
DECLARE
  c refcursor;
BEGIN
  IF vals = '{}' THEN
    OPEN c FOR EXECUTE query;
  ELSE
    OPEN c FOR EXECUTE query USING vals;
  END IF;
  RETURN c;
END
$$;
