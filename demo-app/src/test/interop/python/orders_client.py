"""Calls the demo's orders with Apache Thrift's Python client, generated from the IDL that the demo prints:

orders_client.py GENERATED_FOLDER PORT framed|unframed
"""

import sys

generated, port, transport = sys.argv[1:]
sys.dont_write_bytecode = True
sys.path.insert(0, generated)

from thrift.Thrift import TApplicationException  # noqa: E402
from thrift.protocol import TBinaryProtocol  # noqa: E402
from thrift.transport import TSocket, TTransport  # noqa: E402
from orders import Orders  # noqa: E402  it needs the generated code
from orders.ttypes import Line, OutOfStock, Status  # noqa: E402

TIMEOUT_MILLIS = 10_000


def call(orders):
    placed = orders.place(5, [Line('tea', 2), Line('cake', 1)], '蛇')
    print('place ->', placed.customer, [(line.product, line.count) for line in placed.lines],
          Status._VALUES_TO_NAMES[placed.status], placed.note, sorted(placed.stock.items()))
    assert orders.find(placed.id) == placed
    assert placed in orders.ofUser(5)
    assert orders.place(5, [], None).note is None
    print('invoice ->', orders.invoice(placed.id) == b'Order %d of Grace' % placed.id)
    try:
        orders.place(5, [Line('cake', 99)], None)
    except OutOfStock as refused:
        print('place of 99 cakes -> OutOfStock', refused.product, refused.left)
    try:
        orders.find(404)
    except TApplicationException as error:
        print('find(404) ->', '4404' in error.message)
    orders.track(placed.id, 'paid')
    print('track ->', paid(orders, placed.id))


def paid(orders, order):
    """Oneway calls are handled whenever they are."""
    for _ in range(1000):
        if orders.find(order).status == Status.PAID:
            return 'PAID'
    return 'not yet'


socket = TSocket.TSocket('127.0.0.1', int(port))
socket.setTimeout(TIMEOUT_MILLIS)
wrap = TTransport.TFramedTransport if transport == 'framed' else TTransport.TBufferedTransport
connection = wrap(socket)
connection.open()
call(Orders.Client(TBinaryProtocol.TBinaryProtocol(connection)))
connection.close()
