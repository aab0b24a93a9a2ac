-- A whole number in English words, in upper case, cardinal or ordinal: suffixes SP and SPTH of the datetime format model.
CREATE FUNCTION ora.number_words(n bigint, ordinal boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  units constant text[] := '{ONE,TWO,THREE,FOUR,FIVE,SIX,SEVEN,EIGHT,NINE,TEN,ELEVEN,TWELVE,THIRTEEN,FOURTEEN,FIFTEEN,SIXTEEN,SEVENTEEN,EIGHTEEN,NINETEEN}';
  tens constant text[] := '{TEN,TWENTY,THIRTY,FORTY,FIFTY,SIXTY,SEVENTY,EIGHTY,NINETY}';
  words text;
  rest bigint := n;
BEGIN
  IF n = 0 THEN words := 'ZERO'; END IF;
  IF rest >= 1000000 THEN
    words := ora.number_words(rest / 1000000, false) || ' MILLION';
    rest := rest % 1000000;
  END IF;
  IF rest >= 1000 THEN
    words := concat_ws(' ', words, ora.number_words(rest / 1000, false) || ' THOUSAND');
    rest := rest % 1000;
  END IF;
  IF rest >= 100 THEN
    words := concat_ws(' ', words, units[rest / 100] || ' HUNDRED');
    rest := rest % 100;
  END IF;
  IF rest >= 20 THEN
    words := concat_ws(' ', words, tens[rest / 10] || CASE WHEN rest % 10 > 0 THEN '-' || units[rest % 10] ELSE '' END);
  ELSIF rest > 0 THEN
    words := concat_ws(' ', words, units[rest]);
  END IF;
  IF NOT ordinal THEN RETURN words; END IF;
  RETURN CASE
    WHEN n = 0 THEN 'ZEROETH'
    WHEN words ~ 'ONE$' THEN regexp_replace(words, 'ONE$', 'FIRST')
    WHEN words ~ 'TWO$' THEN regexp_replace(words, 'TWO$', 'SECOND')
    WHEN words ~ 'THREE$' THEN regexp_replace(words, 'THREE$', 'THIRD')
    WHEN words ~ 'FIVE$' THEN regexp_replace(words, 'FIVE$', 'FIFTH')
    WHEN words ~ 'EIGHT$' THEN words || 'H'
    WHEN words ~ 'NINE$' THEN regexp_replace(words, 'NINE$', 'NINTH')
    WHEN words ~ 'TWELVE$' THEN regexp_replace(words, 'TWELVE$', 'TWELFTH')
    WHEN words ~ 'Y$' THEN regexp_replace(words, 'Y$', 'IETH')
    ELSE words || 'TH'
  END;
END
$$;
