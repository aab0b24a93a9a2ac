-- DBMS_UTILITY.PORT_STRING: as a database on Linux has it; code asks it for Windows.
CREATE FUNCTION ora.dbms_utility_port_string() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 'x86_64/Linux 2.4.xx'::text $$;
