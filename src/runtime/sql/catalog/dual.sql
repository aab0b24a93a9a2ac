-- DUAL: one row, one column.
CREATE VIEW ora.dual (dummy) AS
SELECT 'X'::varchar(1);

GRANT SELECT ON ora.dual TO PUBLIC;
