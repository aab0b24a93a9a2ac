-- The subscript i of a nested table or varray that has n elements (NULL: a NULL collection), checked.
CREATE FUNCTION ora.subscript(n integer, i integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN i BETWEEN 1 AND n THEN i ELSE ora.subscript_error(n, i) END $$;

-- The same for a varray of at most `most` elements.
CREATE FUNCTION ora.subscript(n integer, i integer, most integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN i BETWEEN 1 AND n THEN i ELSE ora.subscript_error(n, i, most) END $$;
