"""A server of AllTypes on a free loopback port: prints "listening PORT" and stops when its stdin ends.

It behaves as AllTypesHandler.java does.
"""

import logging
import os
import sys
import threading

import peer
from thrift.TMultiplexedProcessor import TMultiplexedProcessor
from thrift.server.TServer import TThreadedServer
from thrift.transport.TSocket import TServerSocket

REFUSAL_CODE = 7
RETRY_AFTER_MILLIS = 250


class ListeningSocket(TServerSocket):
    """A server socket that says which port it got."""

    def listen(self):
        super().listen()
        print('listening', self.handle.getsockname()[1], flush=True)


def handler_class():
    from alltypes import constants
    from alltypes.ttypes import Blank, Failure, Mixed, Overload, Refusal

    class Handler:
        def __init__(self):
            self.remembered = {}

        def __getattr__(self, name):
            if name.startswith('echo'):
                return lambda value: value
            raise AttributeError(name)

        def baseName(self):
            return constants.NAME

        def baseAdd(self, left, right):
            return (left + right + 2**31) % 2**32 - 2**31

        def basePing(self):
            pass

        def nothing(self):
            pass

        def mixed(self, number, text, longs, scalars, choice):
            return Mixed(number, text, longs, scalars, choice)

        def mayRefuse(self, how, text):
            self._fail(how, text, {Failure.REFUSAL})
            return text

        def mayFail(self, how, text):
            self._fail(how, text, {Failure.REFUSAL, Failure.OVERLOAD})
            return len(text.encode('utf-8'))

        def voidMayFail(self, how, text):
            self._fail(how, text, {Failure.REFUSAL, Failure.OVERLOAD, Failure.BLANK})

        def throwUndeclared(self, text):
            raise ValueError(text)

        def remember(self, key, text):
            self.remembered[key] = text

        def recall(self, key):
            return self.remembered.get(key, '')

        @staticmethod
        def _fail(how, text, declared):
            if how == Failure.NONE:
                return
            if how not in declared:
                raise ValueError(text)
            raise {
                Failure.REFUSAL: Refusal(text, REFUSAL_CODE),
                Failure.OVERLOAD: Overload(text, RETRY_AFTER_MILLIS, constants.SCALARS),
                Failure.BLANK: Blank(),
            }[how]

    return Handler


def processor(kind):
    from alltypes import AllTypes

    plain = AllTypes.Processor(handler_class()())
    if kind != 'multiplexed':
        return plain
    multiplexed = TMultiplexedProcessor()
    multiplexed.registerProcessor(peer.SERVICE, plain)
    return multiplexed


def main():
    options = peer.parser('A Python server of AllTypes').parse_args()
    peer.use_generated(options.gen)
    logging.basicConfig(stream=sys.stderr)
    server = TThreadedServer(
        processor(options.transport),
        ListeningSocket('127.0.0.1', 0),
        peer.transports(options.transport),
        peer.protocols(options.transport),
        daemon=True,
    )
    threading.Thread(target=server.serve, daemon=True).start()
    sys.stdin.read()
    os._exit(0)  # the accepting thread never returns


if __name__ == '__main__':
    main()
