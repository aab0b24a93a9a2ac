-- V$VERSION: the Oracle release whose behaviour converted code has, and the server it runs on.
CREATE VIEW ora.v_version (banner, banner_full, banner_legacy, con_id) AS
SELECT 'Oracle Database 19c (converted)'::text || ' on ' || split_part(version(), ',', 1), 'Oracle Database 19c (converted) on ' || version(),
  'Oracle Database 19c (converted) on ' || split_part(version(), ',', 1), 0::numeric;

GRANT SELECT ON ora.v_version TO PUBLIC;
