-- UTL_MATCH.JARO_WINKLER_SIMILARITY: the measure in hundredths, cut off.
CREATE FUNCTION ora.utl_match_jaro_winkler_similarity(s1 text, s2 text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT trunc(round(ora.utl_match_jaro_winkler(s1, s2)::numeric * 100, 9))::integer
$$;
