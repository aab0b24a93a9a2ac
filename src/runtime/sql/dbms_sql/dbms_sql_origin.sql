-- Where a column of a query comes from: whether the table's column is NOT NULL, the length of a CHAR column that is read padded or of a literal, and whether it is a CLOB.
CREATE TYPE ora.dbms_sql_origin AS (not_null boolean, char_length integer, clob boolean);
