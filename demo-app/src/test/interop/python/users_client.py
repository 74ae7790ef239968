"""Calls the demo's user directory with Apache Thrift's Python client and prints a line for each call:

users_client.py GENERATED_FOLDER PORT framed|unframed
"""

import sys

generated, port, transport = sys.argv[1:]
sys.dont_write_bytecode = True
sys.path.insert(0, generated)

from thrift.protocol import TBinaryProtocol  # noqa: E402
from thrift.transport import TSocket, TTransport  # noqa: E402
from users import Users  # noqa: E402  it needs the generated code
from users.ttypes import UserNotFound  # noqa: E402

TIMEOUT_MILLIS = 10_000


def text(user):
    return '%d %s %s' % (user.id, user.name, user.email)


def call(users):
    print('findById(7) ->', text(users.findById(7)))
    try:
        users.findById(99)
    except UserNotFound as missing:
        print('findById(99) -> UserNotFound', missing.id)
    for user in users.search('ra'):
        print('search(ra) ->', text(user))
    created = users.create('Python 蛇', 'python@example.org')
    assert users.findById(created.id) == created
    print('create ->', created.name, created.email)
    users.touch(7)
    print('touch(7) -> sent')
    print('findById(7) ->', text(users.findById(7)))  # the connection is still sound


socket = TSocket.TSocket('127.0.0.1', int(port))
socket.setTimeout(TIMEOUT_MILLIS)
wrap = TTransport.TFramedTransport if transport == 'framed' else TTransport.TBufferedTransport
connection = wrap(socket)
connection.open()
call(Users.Client(TBinaryProtocol.TBinaryProtocol(connection)))
connection.close()
