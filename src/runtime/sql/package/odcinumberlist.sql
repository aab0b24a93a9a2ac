-- SYS.ODCINUMBERLIST: a collection type that Oracle supplies.
CREATE DOMAIN ora.odcinumberlist AS numeric[];
