-- Fractional digits of a TIMESTAMP type: 6 where none are given, and at most 6.
CREATE FUNCTION ora.dynamic_digits(type text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT '(' || least(coalesce(substring(type FROM '\(([0-9])\)'), '6')::integer, 6) || ')' $$;
