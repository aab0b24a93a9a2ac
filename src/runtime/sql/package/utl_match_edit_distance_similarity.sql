-- UTL_MATCH.EDIT_DISTANCE_SIMILARITY: 100 for equal texts down to 0, by the longer one, rounded.
CREATE FUNCTION ora.utl_match_edit_distance_similarity(s1 text, s2 text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN nullif(s1, '') IS NULL AND nullif(s2, '') IS NULL THEN 100
    WHEN nullif(s1, '') IS NULL OR nullif(s2, '') IS NULL THEN 0
    ELSE round((1 - ora.utl_match_edit_distance(s1, s2)::numeric / greatest(length(s1), length(s2))) * 100)::integer
  END
$$;
