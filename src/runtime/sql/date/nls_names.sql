-- Names of days (from Sunday) and months in a date language: kind 'day', 'dy', 'month', 'mon', in Initcap.
-- A language we have no names for is refused, not written in another one. (Globalization Support Guide, "NLS_DATE_LANGUAGE")
CREATE FUNCTION ora.nls_names(kind text, lang text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  CASE lang
    WHEN 'AMERICAN', 'ENGLISH' THEN
      RETURN (CASE kind
        WHEN 'day' THEN '{Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday}'
        WHEN 'dy' THEN '{Sun,Mon,Tue,Wed,Thu,Fri,Sat}'
        WHEN 'month' THEN '{January,February,March,April,May,June,July,August,September,October,November,December}'
        ELSE '{Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec}' END)::text[];
    WHEN 'GERMAN', 'GERMAN DIN' THEN
      RETURN (CASE kind
        WHEN 'day' THEN '{Sonntag,Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag}'
        WHEN 'dy' THEN '{So,Mo,Di,Mi,Do,Fr,Sa}'
        WHEN 'month' THEN '{Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember}'
        ELSE '{Jan,Feb,Mrz,Apr,Mai,Jun,Jul,Aug,Sep,Okt,Nov,Dez}' END)::text[];
    WHEN 'FRENCH', 'CANADIAN FRENCH' THEN
      RETURN (CASE kind
        WHEN 'day' THEN '{Dimanche,Lundi,Mardi,Mercredi,Jeudi,Vendredi,Samedi}'
        WHEN 'dy' THEN '{Dim.,Lun.,Mar.,Mer.,Jeu.,Ven.,Sam.}'
        WHEN 'month' THEN '{Janvier,Février,Mars,Avril,Mai,Juin,Juillet,Août,Septembre,Octobre,Novembre,Décembre}'
        ELSE '{Janv.,Févr.,Mars,Avr.,Mai,Juin,Juil.,Août,Sept.,Oct.,Nov.,Déc.}' END)::text[];
    WHEN 'SPANISH', 'LATIN AMERICAN SPANISH', 'MEXICAN SPANISH' THEN
      RETURN (CASE kind
        WHEN 'day' THEN '{Domingo,Lunes,Martes,Miércoles,Jueves,Viernes,Sábado}'
        WHEN 'dy' THEN '{Dom,Lun,Mar,Mié,Jue,Vie,Sáb}'
        WHEN 'month' THEN '{Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre}'
        ELSE '{Ene,Feb,Mar,Abr,May,Jun,Jul,Ago,Sep,Oct,Nov,Dic}' END)::text[];
    WHEN 'ITALIAN' THEN
      RETURN (CASE kind
        WHEN 'day' THEN '{Domenica,Lunedì,Martedì,Mercoledì,Giovedì,Venerdì,Sabato}'
        WHEN 'dy' THEN '{Dom,Lun,Mar,Mer,Gio,Ven,Sab}'
        WHEN 'month' THEN '{Gennaio,Febbraio,Marzo,Aprile,Maggio,Giugno,Luglio,Agosto,Settembre,Ottobre,Novembre,Dicembre}'
        ELSE '{Gen,Feb,Mar,Apr,Mag,Giu,Lug,Ago,Set,Ott,Nov,Dic}' END)::text[];
    WHEN 'PORTUGUESE', 'BRAZILIAN PORTUGUESE' THEN
      RETURN (CASE kind
        WHEN 'day' THEN '{Domingo,Segunda-Feira,Terça-Feira,Quarta-Feira,Quinta-Feira,Sexta-Feira,Sábado}'
        WHEN 'dy' THEN '{Dom,Seg,Ter,Qua,Qui,Sex,Sáb}'
        WHEN 'month' THEN '{Janeiro,Fevereiro,Março,Abril,Maio,Junho,Julho,Agosto,Setembro,Outubro,Novembro,Dezembro}'
        ELSE '{Jan,Fev,Mar,Abr,Mai,Jun,Jul,Ago,Set,Out,Nov,Dez}' END)::text[];
    WHEN 'DUTCH' THEN
      RETURN (CASE kind
        WHEN 'day' THEN '{Zondag,Maandag,Dinsdag,Woensdag,Donderdag,Vrijdag,Zaterdag}'
        WHEN 'dy' THEN '{Zo,Ma,Di,Wo,Do,Vr,Za}'
        WHEN 'month' THEN '{Januari,Februari,Maart,April,Mei,Juni,Juli,Augustus,September,Oktober,November,December}'
        ELSE '{Jan,Feb,Mrt,Apr,Mei,Jun,Jul,Aug,Sep,Okt,Nov,Dec}' END)::text[];
    ELSE
      RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP5101 date language ' || lang || ' is not supported';
  END CASE;
END
$$;
