-- CONCAT and ||: a NULL operand counts as the empty string, which is NULL again. (SQL Language Reference, "Concatenation Operator")
CREATE FUNCTION ora.concat(a text, b text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(coalesce(a, '') || coalesce(b, ''), '') $$;
