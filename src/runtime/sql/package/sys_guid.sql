-- SYS_GUID: 16 bytes that are unique.
CREATE FUNCTION ora.sys_guid() RETURNS bytea
LANGUAGE sql VOLATILE PARALLEL SAFE
AS $$
  SELECT uuid_send(gen_random_uuid())
$$;
