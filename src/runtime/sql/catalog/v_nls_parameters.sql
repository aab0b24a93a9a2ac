-- V$NLS_PARAMETERS: those of the session, and the character sets.
CREATE VIEW ora.v_nls_parameters (parameter, value) AS
SELECT s.parameter, s.value FROM ora.nls_session_parameters AS s
UNION ALL
SELECT d.parameter, d.value FROM ora.nls_database_parameters AS d WHERE d.parameter IN ('NLS_CHARACTERSET', 'NLS_NCHAR_CHARACTERSET');

GRANT SELECT ON ora.v_nls_parameters TO PUBLIC;
