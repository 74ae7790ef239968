"""What the Python server and client share: their options, the generated code and the transports."""

import argparse
import sys

from thrift.protocol import TBinaryProtocol, TCompactProtocol, TJSONProtocol, TMultiplexedProtocol
from thrift.transport import TTransport

SERVICE = 'AllTypes'
TRANSPORTS = ('framed', 'unframed', 'multiplexed', 'compact', 'compact-unframed', 'json', 'json-unframed')



def parser(description):
    options = argparse.ArgumentParser(description=description)
    options.add_argument('--transport', choices=TRANSPORTS, required=True)
    options.add_argument('--gen', metavar='DIR', required=True, help='what "thrift --gen py -out DIR" made')
    return options


def use_generated(folder):
    sys.dont_write_bytecode = True
    sys.path.insert(0, folder)


def is_framed(kind):
    return not kind.endswith('unframed')


def protocols(kind):
    """The plain protocols: Debian may lack the C ones. Strict both ways, so that a peer's old form is noticed."""
    if kind.startswith('compact'):
        return TCompactProtocol.TCompactProtocolFactory()
    if kind.startswith('json'):
        return TJSONProtocol.TJSONProtocolFactory()
    return TBinaryProtocol.TBinaryProtocolFactory(strictRead=True, strictWrite=True)


def transports(kind):
    if not is_framed(kind):
        return TTransport.TBufferedTransportFactory()
    return TTransport.TFramedTransportFactory()


def protocol(connection, kind):
    plain = protocols(kind).getProtocol(connection)
    return TMultiplexedProtocol.TMultiplexedProtocol(plain, SERVICE) if kind == 'multiplexed' else plain


def wire_name(method, kind):
    """The method's name as it travels."""
    return SERVICE + TMultiplexedProtocol.SEPARATOR + method if kind == 'multiplexed' else method
