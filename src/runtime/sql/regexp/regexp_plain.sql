-- What ora.regexp_pattern makes of a pattern that means the same as it stands in PostgreSQL, in some native steps: the characters, classes, brackets
-- without a backslash, groups, anchors and quantifiers that both have, where each quantifier follows what it applies to and all groups are closed.
-- NULL for any other, and with match parameters but one for case: such a pattern is cut into tokens, and its errors are found there.
CREATE FUNCTION ora.regexp_plain(pattern text, match text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  options constant text := CASE WHEN match = 'i' THEN '(?si)' ELSE '(?s)' END;
  bare text; -- without quoted characters and brackets
  groups text;
  dots integer;
BEGIN
  IF match NOT IN ('', 'i', 'c') OR pattern = '' OR octet_length(pattern) > 512 OR pattern ~ '..-.-.' OR (pattern ~ (
    '^(?:[(|^$]|(?:[^][\\^$.|()*+?{}]|[.)]|\\[].^$|[()*+?{}\\/"dDwWsS-]|\[\^?(?:[^]^[\\]|\[:[a-z]+:\])(?:[^][\\]|\[:[a-z]+:\])*\])'
    '(?:[*+?]\??|\{[0-9]{1,3}(?:,[0-9]{0,3})?\}\??)?)*$')) IS NOT TRUE THEN
    RETURN NULL;
  END IF;
  bare := regexp_replace(pattern, '\\.|\[(?:[^][]|\[:[a-z]+:\])+\]', '', 'g');
  groups := regexp_replace(bare, '[^()]+', '', 'g');
  WHILE groups <> '' LOOP
    IF strpos(groups, '()') = 0 THEN
      RETURN NULL;
    END IF;
    groups := replace(groups, '()', '');
  END LOOP;
  IF strpos(bare, '.') = 0 THEN
    RETURN options || pattern;
  END IF;
  -- A dot does not match a newline; those in brackets and quoted ones are no such dots.
  dots := length(bare) - length(replace(bare, '.', ''));
  IF strpos(pattern, '\\') > 0
    OR length(pattern) - length(replace(pattern, '.', '')) <> dots + (length(pattern) - length(replace(pattern, '\.', ''))) / 2 THEN
    RETURN NULL;
  END IF;
  RETURN options || regexp_replace(pattern, '(?<!\\)\.', '[^\\n]', 'g');
END
$$;
