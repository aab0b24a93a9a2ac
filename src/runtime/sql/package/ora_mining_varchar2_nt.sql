-- SYS.ORA_MINING_VARCHAR2_NT: a collection type that Oracle supplies.
CREATE DOMAIN ora.ora_mining_varchar2_nt AS varchar(4000)[];
