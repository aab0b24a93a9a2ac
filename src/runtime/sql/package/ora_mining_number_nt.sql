-- SYS.ORA_MINING_NUMBER_NT: a collection type that Oracle supplies.
CREATE DOMAIN ora.ora_mining_number_nt AS numeric[];
