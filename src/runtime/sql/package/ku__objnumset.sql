-- SYS.KU$_OBJNUMSET: a collection type that Oracle supplies.
CREATE DOMAIN ora.ku__objnumset AS numeric[];
