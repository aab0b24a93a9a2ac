-- Makes ora_tcp.socket, which holds the sockets of UTL_TCP for the session: to be called once, by a superuser, in a database with the extension
-- plpython3u. Its schema is its own, since it is no part of what a project makes. Received bytes wait in a buffer until they are taken. What it waits
-- for ends with a cancelled statement. (PostgreSQL manual, chapter 46 "PL/Python": GD, plpy.execute)
CREATE PROCEDURE ora.tcp_socket_install()
LANGUAGE plpgsql
AS $install$
BEGIN
  CREATE SCHEMA IF NOT EXISTS ora_tcp;
  EXECUTE $create$
CREATE OR REPLACE FUNCTION ora_tcp.socket(op text, handle integer, argument bytea, size integer, keep boolean) RETURNS bytea
LANGUAGE plpython3u
AS $python$
import codecs, json, select, socket, time
known = GD.setdefault('oraphant_tcp', {'next': 0, 'open': {}})

if op == 'open':
    wanted = json.loads(argument.decode())
    local = (wanted.get('local_host') or '', wanted.get('local_port') or 0)
    one = socket.create_connection((wanted['host'], wanted['port']), wanted.get('timeout') or 60, local if any(local) else None)
    known['next'] += 1
    known['open'][known['next']] = {'socket': one, 'buffer': b'', 'ended': False, 'timeout': wanted.get('timeout')}
    return json.dumps({'handle': known['next'], 'local_host': one.getsockname()[0], 'local_port': one.getsockname()[1]}).encode()

if op == 'close all':
    for one in known['open'].values():
        one['socket'].close()
    known['open'].clear()
    return None

if handle not in known['open']:
    raise plpy.Error('not connected')
one = known['open'][handle]

def readable(seconds):
    until = None if seconds is None else time.monotonic() + seconds
    while True:
        left = 0.25 if until is None else max(0, min(0.25, until - time.monotonic()))
        if select.select([one['socket']], [], [], left)[0]:
            return True
        if until is not None and time.monotonic() >= until:
            return False
        plpy.execute('select 1')

def receive():
    if one['ended']:
        return False
    if not readable(one['timeout']):
        raise plpy.Error('timed out')
    data = one['socket'].recv(65536)
    one['buffer'] += data
    one['ended'] = not data
    return bool(data)

def taken(length):
    data = one['buffer'][:length]
    if not keep:
        one['buffer'] = one['buffer'][length:]
    return data

if op == 'write':
    one['socket'].settimeout(one['timeout'])
    one['socket'].sendall(argument)
    return None
if op == 'close':
    one['socket'].close()
    del known['open'][handle]
    return None
if op == 'available':
    if not one['buffer'] and not one['ended'] and readable(size):
        receive()
    return str(len(one['buffer'])).encode()
if op == 'bytes':
    while len(one['buffer']) < size and receive():
        pass
    return taken(size)
if op == 'text':
    charset = argument.decode()
    while True:
        text = codecs.getincrementaldecoder(charset)('replace').decode(one['buffer'])
        if len(text) >= size or not receive():
            break
    if len(text) < size and one['ended']:
        return taken(len(one['buffer']))
    length = 0
    decoder = codecs.getincrementaldecoder(charset)('replace')
    found = 0
    while found < size:
        found += len(decoder.decode(one['buffer'][length:length + 1]))
        length += 1
    return taken(length)
if op == 'line':
    while True:
        places = [p for p in (one['buffer'].find(b'\r'), one['buffer'].find(b'\n')) if p >= 0]
        end = min(places) if places else -1
        if end >= 0 and one['buffer'][end:end + 1] == b'\r' and end + 1 == len(one['buffer']) and receive():
            continue
        if end >= 0:
            return taken(end + (2 if one['buffer'][end:end + 2] == b'\r\n' else 1))
        if len(one['buffer']) >= size or not receive():
            return taken(size)
raise plpy.Error('unknown operation ' + op)
$python$
$create$;
  -- Whoever may call it may connect to anything that the server reaches.
  EXECUTE 'REVOKE EXECUTE ON FUNCTION ora_tcp.socket FROM PUBLIC';
  GRANT USAGE ON SCHEMA ora_tcp TO PUBLIC;
END
$install$;
