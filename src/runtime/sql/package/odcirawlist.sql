-- SYS.ODCIRAWLIST: a collection type that Oracle supplies.
CREATE DOMAIN ora.odcirawlist AS bytea[];
