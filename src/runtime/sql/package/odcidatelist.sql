-- SYS.ODCIDATELIST: a collection type that Oracle supplies.
CREATE DOMAIN ora.odcidatelist AS timestamp(0)[];
