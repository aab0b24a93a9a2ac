-- The date language of a conversion: from its NLS parameter ('NLS_DATE_LANGUAGE = German'), else the session's
-- (setting ora.nls_date_language), else AMERICAN. Upper case. NLS_CALENDAR=GREGORIAN, the only calendar there is, may stand beside it.
CREATE FUNCTION ora.nls_date_language(nls text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  lang text;
BEGIN
  IF nls <> '' THEN
    IF nls !~* '^\s*((NLS_DATE_LANGUAGE|NLS_CALENDAR)\s*=\s*(''[^'']*''|"[^"]*"|[A-Za-z ]+?)\s*)+$' THEN PERFORM ora.date_error(12702); END IF;
    IF nls ~* 'NLS_CALENDAR' AND nls !~* 'NLS_CALENDAR\s*=\s*[''"]?\s*GREGORIAN' THEN
      RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP5102 calendar other than GREGORIAN is not supported';
    END IF;
    lang := upper((regexp_match(nls, 'NLS_DATE_LANGUAGE\s*=\s*[''"]?\s*([A-Za-z]+(?: (?!NLS_)[A-Za-z]+)*)', 'i'))[1]);
  END IF;
  RETURN coalesce(lang, nullif(upper(current_setting('ora.nls_date_language', true)), ''), 'AMERICAN');
END
$$;
