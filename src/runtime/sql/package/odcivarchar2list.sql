-- SYS.ODCIVARCHAR2LIST: a collection type that Oracle supplies.
CREATE DOMAIN ora.odcivarchar2list AS varchar(4000)[];
