-- JSON_MERGEPATCH: members of the patch replace those of the target, NULL removes them; members that stay keep their place. What is no JSON gives NULL.
-- (SQL Language Reference, "JSON_MERGEPATCH"; RFC 7396)
CREATE FUNCTION ora.json_mergepatch(target text, patch text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT
AS $$
DECLARE
  own json := ora.json_doc(target);
  change json := ora.json_doc(patch);
BEGIN
  IF own IS NULL OR change IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN ora.json_merged(own, change);
END
$$;
