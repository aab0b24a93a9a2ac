-- The element i of a nested table or varray; what is not there raises. (PL/SQL Language Reference, "Collection Types")
CREATE FUNCTION ora.elem(a anyarray, i integer) RETURNS anyelement
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN i BETWEEN 1 AND cardinality(a) THEN a[i] ELSE ora.no_element(a, i) END $$;

-- The same for a varray of at most `most` elements.
CREATE FUNCTION ora.elem(a anyarray, i integer, most integer) RETURNS anyelement
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN i BETWEEN 1 AND cardinality(a) THEN a[i] ELSE ora.no_element(a, i, most) END $$;
