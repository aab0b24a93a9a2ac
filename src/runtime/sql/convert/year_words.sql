-- Format element YEAR: a year in English words, in upper case.
CREATE FUNCTION ora.year_words(y integer) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF y < 1000 OR y % 1000 < 10 THEN RETURN ora.number_words(y, false); END IF;
  IF y % 100 = 0 THEN RETURN ora.number_words(y / 100, false) || ' HUNDRED'; END IF;
  RETURN ora.number_words(y / 100, false) || ' ' || ora.number_words(y % 100, false);
END
$$;
