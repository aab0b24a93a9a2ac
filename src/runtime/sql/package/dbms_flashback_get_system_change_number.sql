-- DBMS_FLASHBACK.GET_SYSTEM_CHANGE_NUMBER: a number that grows with what is committed, here that of the next transaction. (PL/SQL Packages and Types Reference, "DBMS_FLASHBACK")
CREATE FUNCTION ora.dbms_flashback_get_system_change_number() RETURNS numeric
LANGUAGE sql VOLATILE
AS $$ SELECT pg_snapshot_xmax(pg_current_snapshot())::text::numeric $$;
