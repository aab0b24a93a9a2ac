-- PRODUCT_COMPONENT_VERSION.
CREATE VIEW ora.product_component_version (product, version, version_full, status) AS
SELECT 'Oracle Database 19c (converted)'::text, '19.0.0.0.0'::text, '19.0.0.0.0'::text, 'Production'::text;

GRANT SELECT ON ora.product_component_version TO PUBLIC;
