-- NLS_INSTANCE_PARAMETERS: as the session has them.
CREATE VIEW ora.nls_instance_parameters (parameter, value) AS
SELECT s.parameter, s.value FROM ora.nls_session_parameters AS s;

GRANT SELECT ON ora.nls_instance_parameters TO PUBLIC;
