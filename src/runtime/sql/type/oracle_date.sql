-- DATE beside TIMESTAMP in the parameters of overloads that PostgreSQL could not tell apart otherwise.
CREATE DOMAIN ora.oracle_date AS timestamp;
