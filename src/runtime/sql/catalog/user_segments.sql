-- USER_SEGMENTS: as DBA_SEGMENTS, of the first schema of the search path.
CREATE VIEW ora.user_segments AS
SELECT d.segment_name, d.partition_name, d.segment_type, d.tablespace_name, d.bytes, d.blocks, d.extents FROM ora.dba_segments AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_segments TO PUBLIC;
