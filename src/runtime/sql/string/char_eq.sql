-- Equality of two CHAR values: the shorter is padded with blanks. (SQL Language Reference, "Blank-Padded Comparison Semantics")
CREATE FUNCTION ora.char_eq(a text, b text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT rtrim(nullif(a, ''), ' ') = rtrim(nullif(b, ''), ' ') $$;
