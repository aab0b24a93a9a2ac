-- LAST_NUMBER of a sequence: the number behind those that are kept ready, as many as CACHE says from the first one on; without CACHE the next one. (Database Reference, "ALL_SEQUENCES")
CREATE FUNCTION ora.last_number(sequence pg_catalog.pg_sequence, cache numeric) RETURNS numeric
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN n.last IS NULL THEN n.base
    WHEN cache < 2 OR (n.last - n.base) * (sequence).seqincrement < 0 THEN n.last + (sequence).seqincrement
    WHEN (sequence).seqincrement > 0 THEN least(n.behind, (sequence).seqmax::numeric + (sequence).seqincrement)
    ELSE greatest(n.behind, (sequence).seqmin::numeric + (sequence).seqincrement) END
  FROM (
    SELECT b.last, b.base, b.base + ceil((b.last + (sequence).seqincrement - b.base) / ((sequence).seqincrement * cache)) * (sequence).seqincrement * cache AS behind
    FROM (SELECT pg_sequence_last_value((sequence).seqrelid)::numeric AS last, coalesce(ora.definition((sequence).seqrelid, 'base')::numeric, (sequence).seqstart) AS base) AS b
  ) AS n
$$;
