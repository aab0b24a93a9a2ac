-- The pattern of LIKE … ESCAPE as it is, when the escape character stands only before %, _ and itself: ORA-01424 otherwise, and ORA-01425
-- when there is not exactly one escape character. PostgreSQL takes an escaped ordinary character. (SQL Language Reference, "LIKE Condition")
CREATE FUNCTION ora.like_pattern(pattern text, escape text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF escape IS NULL OR length(escape) <> 1 THEN PERFORM ora.raise(1425); END IF;
  IF strpos(replace(replace(replace(pattern, escape || escape, ''), escape || '%', ''), escape || '_', ''), escape) > 0 THEN
    PERFORM ora.raise(1424);
  END IF;
  RETURN pattern;
END
$$;
