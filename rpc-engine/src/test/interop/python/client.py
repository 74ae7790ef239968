"""A client of AllTypes that checks a server's answers: prints "ok NAME" or "FAIL NAME: why" and a last line of counts.

The checks have the names of those in AllTypesCalls.java; those at the end need raw sockets and exist only here.
"""

import socket
import struct
import sys
import time
import uuid

import peer
from thrift.Thrift import TApplicationException, TMessageType
from thrift.transport import TSocket, TTransport

TIMEOUT_SECONDS = 10
REMEMBERED_WITHIN_SECONDS = 5

options = peer.parser('Checks a server of AllTypes')
options.add_argument('--port', type=int, required=True)
options.add_argument('--only', metavar='NAME', help='a check, or the method whose checks to run')
options = options.parse_args()
peer.use_generated(options.gen)

import values  # noqa: E402  it needs the generated code
from alltypes import AllTypes, constants  # noqa: E402
from alltypes.ttypes import Blank, Color, Failure, Fields, Mixed, Overload, Refusal  # noqa: E402
from unknown import AllTypes as Newer  # noqa: E402
from unknown.ttypes import Stranger  # noqa: E402


class Connection:
    """One connection and the clients on it."""

    def __init__(self):
        opened = TSocket.TSocket('127.0.0.1', options.port)
        opened.setTimeout(TIMEOUT_SECONDS * 1000)
        self.transport = peer.transports(options.transport).getTransport(opened)
        self.transport.open()
        self.protocol = peer.protocol(self.transport, options.transport)
        self.client = AllTypes.Client(self.protocol)
        self.newer = Newer.Client(self.protocol)

    def close(self):
        self.transport.close()


checks = []


def check(function):
    """Makes a check of a function; its name is the check's."""
    checks.append((function.__name__, function))
    return function


def same(answered, expected):
    assert values.alike(answered, expected), 'got %.200r, expected %.200r' % (answered, expected)


def thrown(kind, call, *arguments):
    try:
        answered = call(*arguments)
    except kind as error:
        return error
    raise AssertionError('answered %.200r, expected %s' % (answered, kind.__name__))


def application_error(code, call, *arguments):
    same(thrown(TApplicationException, call, *arguments).type, code)


def internal_error(call, *arguments):
    application_error(TApplicationException.INTERNAL_ERROR, call, *arguments)


def add_echoes():
    for method, named in values.echoes().items():
        for name, value in named.items():
            checks.append((method + '_' + name, echo(method, value)))


def echo(method, value):
    return lambda connection: same(getattr(connection.client, method)(value), value)


add_echoes()


@check
def baseName(connection):
    same(connection.client.baseName(), constants.NAME)


@check
def baseAdd(connection):
    same(connection.client.baseAdd(40, 2), 42)


@check
def baseAdd_overflow(connection):
    same(connection.client.baseAdd(2**31 - 1, 1), -(2**31))


@check
def basePing(connection):
    same(connection.client.basePing(), None)


@check
def nothing(connection):
    same(connection.client.nothing(), None)


@check
def mixed(connection):
    sent = (-1, '五', [1, -(2**63)], values.scalars(), values.choice())
    same(connection.client.mixed(*sent), Mixed(*sent))


@check
def mixed_nulls(connection):
    same(connection.client.mixed(0, None, None, None, None), Mixed(number=0))


@check
def echoFields_unset(connection):
    answered = connection.client.echoFields(Fields(must=3, plain=0, mayColor=None))
    same(answered.mayColor, Color.GREEN)
    same((answered.may, answered.mayText, answered.far), (None, None, None))


@check
def echoString_null(connection):
    application_error(TApplicationException.MISSING_RESULT, connection.client.echoString, None)


@check
def mayRefuse_none(connection):
    same(connection.client.mayRefuse(Failure.NONE, 'yes'), 'yes')


@check
def mayRefuse_refusal(connection):
    same(thrown(Refusal, connection.client.mayRefuse, Failure.REFUSAL, 'no 🛑'), Refusal('no 🛑', 7))


@check
def mayRefuse_undeclared(connection):
    internal_error(connection.client.mayRefuse, Failure.UNDECLARED, 'boom')


@check
def mayFail_none(connection):
    same(connection.client.mayFail(Failure.NONE, '四🚀'), 7)


@check
def mayFail_refusal(connection):
    same(thrown(Refusal, connection.client.mayFail, Failure.REFUSAL, ''), Refusal('', 7))


@check
def mayFail_overload(connection):
    error = thrown(Overload, connection.client.mayFail, Failure.OVERLOAD, 'busy')
    same((error.message, error.retryAfterMillis), ('busy', 250))
    same(error.details.text, constants.SCALARS.text)


@check
def mayFail_undeclared(connection):
    internal_error(connection.client.mayFail, Failure.UNDECLARED, 'boom')


@check
def voidMayFail_none(connection):
    same(connection.client.voidMayFail(Failure.NONE, 'fine'), None)


@check
def voidMayFail_refusal(connection):
    same(thrown(Refusal, connection.client.voidMayFail, Failure.REFUSAL, 'no'), Refusal('no', 7))


@check
def voidMayFail_overload(connection):
    same(thrown(Overload, connection.client.voidMayFail, Failure.OVERLOAD, '忙').message, '忙')


@check
def voidMayFail_blank(connection):
    thrown(Blank, connection.client.voidMayFail, Failure.BLANK, 'x')


@check
def voidMayFail_undeclared(connection):
    internal_error(connection.client.voidMayFail, Failure.UNDECLARED, 'boom')


@check
def throwUndeclared(connection):
    internal_error(connection.client.throwUndeclared, 'boom')


@check
def throwUndeclared_thenEcho(connection):
    internal_error(connection.client.throwUndeclared, 'boom')
    same(connection.client.echoString('still here'), 'still here')


@check
def remember_thenCall(connection):
    key = str(uuid.uuid4())
    connection.client.remember(key, 'kept 记住')
    same(connection.client.echoInt(5), 5)
    deadline = time.monotonic() + REMEMBERED_WITHIN_SECONDS
    text = connection.client.recall(key)
    while not text and time.monotonic() < deadline:
        text = connection.client.recall(key)
    same(text, 'kept 记住')


@check
def recall_unknownKey(connection):
    same(connection.client.recall(str(uuid.uuid4())), '')


@check
def unknown_method(connection):
    application_error(TApplicationException.UNKNOWN_METHOD, connection.newer.notThere, 'text')
    same(connection.newer.echoInt(1), 1)


@check
def unknown_skippedArguments(connection):
    # ASCII: a Python server skips a binary as a string, and closes on one that is not UTF-8.
    inner = Stranger([{'one': 1}, {}], values.blob(100))
    application_error(
        TApplicationException.UNKNOWN_METHOD, connection.newer.notThereEither, Stranger([], b'', inner), True
    )
    same(connection.newer.echoInt(2), 2)


# From here on checks of the bytes: two calls in one write, a call in small pieces, ids that come back.


def message(method, seq, arguments, kind=TMessageType.CALL):
    memory = TTransport.TMemoryBuffer()
    protocol = peer.protocols(options.transport).getProtocol(memory)
    protocol.writeMessageBegin(peer.wire_name(method, options.transport), kind, seq)
    arguments.write(protocol)
    protocol.writeMessageEnd()
    body = memory.getvalue()
    return struct.pack('!i', len(body)) + body if peer.is_framed(options.transport) else body


class RawConnection:
    """A socket to write any bytes to, and to read answers from."""

    def __init__(self):
        self.socket = socket.create_connection(('127.0.0.1', options.port), TIMEOUT_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        reading = TSocket.TSocket()
        reading.setHandle(self.socket)
        self.protocol = peer.protocols(options.transport).getProtocol(peer.transports(options.transport).getTransport(reading))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def answer(self, result):
        """Reads an answer into the result; gives its method name, type and id."""
        head = self.protocol.readMessageBegin()
        result.read(self.protocol)
        self.protocol.readMessageEnd()
        return head


@check
def raw_twoCallsInOneWrite(_):
    first, second = AllTypes.echoInt_args(11), AllTypes.echoString_args('second')
    with RawConnection() as raw:
        raw.socket.sendall(message('echoInt', 101, first) + message('echoString', 102, second))
        number, text = AllTypes.echoInt_result(), AllTypes.echoString_result()
        same(raw.answer(number), ('echoInt', TMessageType.REPLY, 101))
        same(raw.answer(text), ('echoString', TMessageType.REPLY, 102))
        same((number.success, text.success), (11, 'second'))


@check
def raw_manyCallsInOneWrite(_):
    ids = [0, 0, 7, -1, 2**31 - 1, -(2**31), 7]
    with RawConnection() as raw:
        raw.socket.sendall(b''.join(message('echoInt', seq, AllTypes.echoInt_args(i)) for i, seq in enumerate(ids)))
        for i, seq in enumerate(ids):
            number = AllTypes.echoInt_result()
            same(raw.answer(number), ('echoInt', TMessageType.REPLY, seq))
            same(number.success, i)


@check
def raw_callInPieces(_):
    with RawConnection() as raw:
        for byte in message('echoString', 1, AllTypes.echoString_args('pieces')):
            raw.socket.sendall(bytes([byte]))
        text = AllTypes.echoString_result()
        same(raw.answer(text), ('echoString', TMessageType.REPLY, 1))
        same(text.success, 'pieces')


@check
def raw_onewayThenCallInOneWrite(_):
    oneway = message('remember', 1, AllTypes.remember_args(str(uuid.uuid4()), 'x'), TMessageType.ONEWAY)
    with RawConnection() as raw:
        raw.socket.sendall(oneway + message('echoInt', 2, AllTypes.echoInt_args(3)))
        number = AllTypes.echoInt_result()
        same(raw.answer(number), ('echoInt', TMessageType.REPLY, 2))
        same(number.success, 3)


@check
def raw_missingRequiredField(_):
    """A Java server answers PROTOCOL_ERROR, a Python one does not look. The connection may be of no use afterwards."""
    with RawConnection() as raw:
        raw.socket.sendall(message('echoFields', 4, AllTypes.echoFields_args(Fields(must=None))))
        name, kind, seq = raw.protocol.readMessageBegin()
        same((name, seq), ('echoFields', 4))
        if kind == TMessageType.EXCEPTION:
            error = TApplicationException()
            error.read(raw.protocol)
            same(error.type, TApplicationException.PROTOCOL_ERROR)


def selected(name):
    return options.only in (None, name) or name.startswith(options.only + '_')


def failure(function, connection):
    try:
        function(connection)
    except Exception as error:
        return '%s: %s' % (type(error).__name__, error)


def main():
    passed = failed = 0
    connection = Connection()
    for name, function in checks:
        if not selected(name):
            continue
        why = failure(function, connection)
        if why is None:
            passed += 1
            print('ok', name)
        else:
            failed += 1
            print('FAIL %s: %s' % (name, why))
            connection.close()
            connection = Connection()  # what is left on the old one is unknown
    connection.close()
    print('passed=%d failed=%d' % (passed, failed))
    sys.exit(1 if failed or not passed else 0)


if __name__ == '__main__':
    main()
