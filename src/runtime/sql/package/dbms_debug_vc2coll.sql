-- SYS.DBMS_DEBUG_VC2COLL: a collection type that Oracle supplies.
CREATE DOMAIN ora.dbms_debug_vc2coll AS varchar(1000)[];
