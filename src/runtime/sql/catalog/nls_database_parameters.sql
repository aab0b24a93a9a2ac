-- NLS_DATABASE_PARAMETERS: character sets and release; the rest as the session has it.
CREATE VIEW ora.nls_database_parameters (parameter, value) AS
SELECT s.parameter, s.value FROM ora.nls_session_parameters AS s
UNION ALL
VALUES ('NLS_CHARACTERSET', 'AL32UTF8'), ('NLS_NCHAR_CHARACTERSET', 'AL16UTF16'), ('NLS_RDBMS_VERSION', '19.0.0.0.0');

GRANT SELECT ON ora.nls_database_parameters TO PUBLIC;
