-- A text as JSON, NULL where it is none. Lax syntax is understood as well: names without quotes, texts in single quotes, a comma at the end, TRUE and
-- NULL in any case, numbers such as .5 and +1. (JSON Developer's Guide, "About Strict and Lax JSON Syntax")
CREATE FUNCTION ora.json_doc(doc text, strict boolean DEFAULT false) RETURNS json
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  piece text;
  made text := '';
  rest text := doc;
BEGIN
  IF doc IS NULL OR doc = '' THEN
    RETURN NULL;
  END IF;
  BEGIN
    PERFORM doc::jsonb;
    RETURN doc::json;
  EXCEPTION WHEN data_exception THEN
    IF strict THEN
      RETURN NULL;
    END IF;
  END;
  WHILE rest <> '' LOOP
    piece := substring(rest FROM '^(?:\s+|"(?:[^"\\]|\\.)*"|''(?:[^''\\]|\\.)*''|[][{}:,]|[^][{}:,"''[:space:]]+)');
    IF piece IS NULL THEN
      RETURN NULL;
    END IF;
    rest := substr(rest, length(piece) + 1);
    made := made || CASE
      WHEN piece LIKE '''%' THEN to_json(replace(substr(piece, 2, length(piece) - 2), '\''', ''''))::text
      WHEN piece = ',' AND rest ~ '^\s*[]}]' THEN ''
      WHEN piece ~ '^[A-Za-z_$][A-Za-z0-9_$]*$' AND rest ~ '^\s*:' THEN to_json(piece)::text
      WHEN lower(piece) IN ('true', 'false', 'null') THEN lower(piece)
      WHEN piece ~ '^[+-]?\.?[0-9]' THEN
        regexp_replace(regexp_replace(regexp_replace(piece, '^\+', ''), '^(-?)\.', '\10.'), '\.($|[eE])', '.0\1')
      ELSE piece
    END;
  END LOOP;
  PERFORM made::jsonb;
  RETURN made::json;
EXCEPTION WHEN data_exception THEN
  RETURN NULL;
END
$$;
