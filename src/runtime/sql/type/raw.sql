-- RAW beside BLOB in the parameters of overloads that PostgreSQL could not tell apart otherwise.
CREATE DOMAIN ora.raw AS bytea;
