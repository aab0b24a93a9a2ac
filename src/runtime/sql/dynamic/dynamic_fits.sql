-- Does a value of the one class of `ora.dynamic_class` go to a variable of the other as it is? Numbers become whole ones as in Oracle, by the assignment.
CREATE FUNCTION ora.dynamic_fits(given text, taken text) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$ SELECT given = taken OR given IN ('number', 'integer') AND taken IN ('number', 'integer') $$;
