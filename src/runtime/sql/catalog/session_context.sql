-- SESSION_CONTEXT: the attributes of application contexts that the session has given values. (Database Reference, "SESSION_CONTEXT")
CREATE VIEW ora.session_context (namespace, attribute, value) AS
SELECT c.namespace, c.attribute, c.value
FROM (
  SELECT n ->> 'namespace', n ->> 'attribute', ora.sys_context(n ->> 'namespace', n ->> 'attribute', 4000) FROM jsonb_array_elements(coalesce(ora.state_get('contexts'), '[]')::jsonb) AS n
) AS c (namespace, attribute, value)
WHERE c.value IS NOT NULL;

GRANT SELECT ON ora.session_context TO PUBLIC;
