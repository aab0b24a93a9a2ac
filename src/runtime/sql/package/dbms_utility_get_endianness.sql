-- DBMS_UTILITY.GET_ENDIANNESS: 1 for big-endian, 2 for little-endian, as a database on Linux x86-64 has it.
CREATE FUNCTION ora.dbms_utility_get_endianness() RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 2::numeric $$;
