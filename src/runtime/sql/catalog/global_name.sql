-- GLOBAL_NAME.
CREATE VIEW ora.global_name (global_name) AS
SELECT ora.oracle_name(current_database());

GRANT SELECT ON ora.global_name TO PUBLIC;
