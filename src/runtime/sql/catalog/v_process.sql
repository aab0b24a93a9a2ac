-- V$PROCESS: a session and its process are one thing here, so that ADDR is PADDR of V$SESSION. Memory and traces are not visible.
CREATE VIEW ora.v_process AS
SELECT s.paddr AS addr, s.sid AS pid, s.sid::text AS sosid, s.sid::text AS spid, s.sid::text AS stid, 'PROCESS'::text AS execution_type,
  CASE s.type WHEN 'BACKGROUND' THEN s.program END AS pname, s.username, s."serial#", s.terminal, s.program, NULL::text AS traceid, NULL::text AS tracefile,
  CASE s.type WHEN 'BACKGROUND' THEN '1' END AS background, NULL::text AS latchwait, NULL::text AS latchspin, NULL::numeric AS pga_used_mem, NULL::numeric AS pga_alloc_mem,
  NULL::numeric AS pga_freeable_mem, NULL::numeric AS pga_max_mem, NULL::numeric AS numa_default, NULL::numeric AS numa_curr, NULL::numeric AS cpu_used, 0::numeric AS con_id
FROM ora.v_session AS s;

GRANT SELECT ON ora.v_process TO PUBLIC;
