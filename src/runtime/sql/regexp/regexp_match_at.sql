-- Runs a program of ora.regexp_program at a position of s, backtracking as Oracle does. Out: the position after the match followed
-- by the bounds of each group (NULL where it took no part), or NULL for no match.
CREATE FUNCTION ora.regexp_match_at(s text, program text[], slots integer, start integer, match text) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  options constant text := CASE WHEN ora.regexp_option(match, 'i') THEN '(?i)' ELSE '' END;
  multiline constant boolean := ora.regexp_option(match, 'm');
  size constant integer := length(s);
  stop constant integer := cardinality(program) + 1;
  pc integer := 1;
  at integer := start;
  kept integer[] := array_fill(NULL::integer, ARRAY[greatest(slots, 1)]);
  -- Where to go on after a failure: instruction, position, the limit of a run that gives back or takes on step by step, slots.
  top integer := 0;
  to_pc integer[] := '{}';
  to_at integer[] := '{}';
  to_limit integer[] := '{}';
  to_kept text[] := '{}';
  code text;
  argument text;
  failed boolean;
  least integer;
  most integer;
  run integer;
  piece text;
BEGIN
  LOOP
    IF pc = stop THEN
      RETURN at || kept;
    END IF;
    code := left(program[pc], 1);
    argument := substr(program[pc], 2);
    failed := false;
    CASE code
      WHEN 'c' THEN
        failed := at > size OR substr(s, at, 1) !~ (options || '^' || argument || '$');
        at := at + 1;
        pc := pc + 1;
      WHEN 'l' THEN
        least := split_part(argument, ',', 1);
        most := split_part(argument, ',', 2);
        piece := substring(argument FROM '^[0-9]+,[0-9]+,[gl],(.*)$');
        run := least(length(substring(substr(s, at) FROM options || '^(?:' || piece || ')*')), most);
        failed := run < least;
        IF NOT failed THEN
          top := top + CASE WHEN run > least THEN 1 ELSE 0 END;
          IF run > least THEN
            to_pc[top] := pc + 1;
            to_kept[top] := kept::text;
            IF argument ~ '^[0-9]+,[0-9]+,g' THEN
              to_at[top] := at + run - 1;
              to_limit[top] := at + least;
            ELSE
              to_at[top] := at + least + 1;
              to_limit[top] := at + run;
            END IF;
          END IF;
          at := at + CASE WHEN argument ~ '^[0-9]+,[0-9]+,g' THEN run ELSE least END;
          pc := pc + 1;
        END IF;
      WHEN 's' THEN
        top := top + 1;
        to_pc[top] := pc + split_part(argument, ',', 2)::integer;
        to_at[top] := at;
        to_limit[top] := at;
        to_kept[top] := kept::text;
        pc := pc + split_part(argument, ',', 1)::integer;
      WHEN 'j' THEN
        pc := pc + argument::integer;
      WHEN 'k' THEN
        kept[argument::integer] := at;
        pc := pc + 1;
      WHEN 'e' THEN
        failed := kept[argument::integer] = at;
        pc := pc + 1;
      WHEN 'r' THEN
        piece := substr(s, kept[2 * argument::integer - 1], kept[2 * argument::integer] - kept[2 * argument::integer - 1]);
        failed := piece IS NULL OR CASE options
          WHEN '' THEN substr(s, at, length(piece)) <> piece
          ELSE lower(substr(s, at, length(piece))) <> lower(piece)
        END;
        at := at + coalesce(length(piece), 0);
        pc := pc + 1;
      WHEN '^' THEN
        failed := at > 1 AND NOT (multiline AND substr(s, at - 1, 1) = chr(10));
        pc := pc + 1;
      WHEN 'A' THEN
        failed := at > 1;
        pc := pc + 1;
      WHEN '$' THEN
        failed := at <= size AND NOT (multiline AND substr(s, at, 1) = chr(10));
        pc := pc + 1;
      WHEN 'Z' THEN
        failed := at <= size AND NOT (at = size AND substr(s, at, 1) = chr(10));
        pc := pc + 1;
      WHEN 'z' THEN
        failed := at <= size;
        pc := pc + 1;
    END CASE;
    IF failed THEN
      IF top = 0 THEN
        RETURN NULL;
      END IF;
      pc := to_pc[top];
      at := to_at[top];
      kept := to_kept[top]::integer[];
      IF at = to_limit[top] THEN
        top := top - 1;
      ELSE
        to_at[top] := at + sign(to_limit[top] - at);
      END IF;
    END IF;
  END LOOP;
END
$$;
