-- A number put into the text of dynamic SQL: a negative one in parentheses, so that a sign before it makes no comment.
CREATE FUNCTION ora.dynamic_number(number text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE WHEN number LIKE '-%' THEN '(' || number || ')' ELSE coalesce(number, '') END $$;
