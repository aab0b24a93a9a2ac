-- SYS.DBMSOUTPUT_LINESARRAY: a collection type that Oracle supplies.
CREATE DOMAIN ora.dbmsoutput_linesarray AS varchar(32767)[];
