-- Where a column of a query comes from: whether a table's column as it is, and whether that is NOT NULL; the length of a CHAR column that is read padded or of a literal; whether it is a CLOB; and the Oracle type that is noted of it.
CREATE TYPE ora.dbms_sql_origin AS (stored boolean, not_null boolean, char_length integer, clob boolean, noted text);
