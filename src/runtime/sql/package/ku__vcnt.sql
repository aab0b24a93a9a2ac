-- SYS.KU$_VCNT: a collection type that Oracle supplies.
CREATE DOMAIN ora.ku__vcnt AS varchar(4000)[];
