-- What SIMPLE_INTEGER arithmetic gives: the low 32 bits, as a signed number. (PL/SQL Language Reference, "SIMPLE_INTEGER Overflow Semantics")
CREATE FUNCTION ora.simple_integer(x bigint) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT (((x + 2147483648) & 4294967295) - 2147483648)::integer $$;
