"""What the Python server and client share: their options, the generated code and the transports."""

import argparse
import sys

from thrift.protocol import TBinaryProtocol, TMultiplexedProtocol
from thrift.transport import TTransport

SERVICE = 'AllTypes'
TRANSPORTS = ('framed', 'unframed', 'multiplexed')

# The plain protocol: Debian may lack the C one. Strict both ways, so that a peer's old form is noticed.
protocols = TBinaryProtocol.TBinaryProtocolFactory(strictRead=True, strictWrite=True)


def parser(description):
    options = argparse.ArgumentParser(description=description)
    options.add_argument('--transport', choices=TRANSPORTS, required=True)
    options.add_argument('--gen', metavar='DIR', required=True, help='what "thrift --gen py -out DIR" made')
    return options


def use_generated(folder):
    sys.dont_write_bytecode = True
    sys.path.insert(0, folder)


def transports(kind):
    if kind == 'unframed':
        return TTransport.TBufferedTransportFactory()
    return TTransport.TFramedTransportFactory()


def protocol(connection, kind):
    plain = protocols.getProtocol(connection)
    return TMultiplexedProtocol.TMultiplexedProtocol(plain, SERVICE) if kind == 'multiplexed' else plain


def wire_name(method, kind):
    """The method's name as it travels."""
    return SERVICE + TMultiplexedProtocol.SEPARATOR + method if kind == 'multiplexed' else method
