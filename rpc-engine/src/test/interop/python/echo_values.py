"""Reads structs with one of Thrift's protocols and writes them again; knows no types but those the protocol tells.

FILE has one struct a line, in base64; so has what is printed.
"""

import argparse
import base64

from thrift.protocol import TCompactProtocol, TJSONProtocol
from thrift.Thrift import TType
from thrift.transport import TTransport

PROTOCOLS = {'compact': TCompactProtocol.TCompactProtocol, 'json': TJSONProtocol.TJSONProtocol}
SCALARS = {
    TType.BOOL: 'Bool',
    TType.BYTE: 'Byte',
    TType.DOUBLE: 'Double',
    TType.I16: 'I16',
    TType.I32: 'I32',
    TType.I64: 'I64',
    TType.STRING: 'String',
}
CONTAINERS = {TType.LIST: 'List', TType.SET: 'Set'}


def read(source, kind):
    if kind == TType.STRUCT:
        return read_struct(source)
    if kind == TType.MAP:
        key, value, count = source.readMapBegin()
        entries = [(read(source, key), read(source, value)) for _ in range(count)]
        source.readMapEnd()
        return key, value, entries
    if kind in CONTAINERS:
        element, count = getattr(source, 'read%sBegin' % CONTAINERS[kind])()
        elements = [read(source, element) for _ in range(count)]
        getattr(source, 'read%sEnd' % CONTAINERS[kind])()
        return element, elements
    return getattr(source, 'read' + SCALARS[kind])()


def read_struct(source):
    fields = []
    source.readStructBegin()
    _, kind, number = source.readFieldBegin()
    while kind != TType.STOP:
        fields.append((kind, number, read(source, kind)))
        source.readFieldEnd()
        _, kind, number = source.readFieldBegin()
    source.readStructEnd()
    return fields


def write(target, kind, content):
    if kind == TType.STRUCT:
        write_struct(target, content)
    elif kind == TType.MAP:
        key, value, entries = content
        target.writeMapBegin(key, value, len(entries))
        for each in entries:
            write(target, key, each[0])
            write(target, value, each[1])
        target.writeMapEnd()
    elif kind in CONTAINERS:
        element, elements = content
        getattr(target, 'write%sBegin' % CONTAINERS[kind])(element, len(elements))
        for each in elements:
            write(target, element, each)
        getattr(target, 'write%sEnd' % CONTAINERS[kind])()
    else:
        getattr(target, 'write' + SCALARS[kind])(content)


def write_struct(target, fields):
    target.writeStructBegin('')
    for kind, number, content in fields:
        target.writeFieldBegin('', kind, number)
        write(target, kind, content)
        target.writeFieldEnd()
    target.writeFieldStop()
    target.writeStructEnd()


options = argparse.ArgumentParser(description='Reads structs and writes them again')
options.add_argument('--protocol', choices=PROTOCOLS, required=True)
options.add_argument('file')
options = options.parse_args()

with open(options.file, 'rb') as lines:
    for line in lines:
        source = TTransport.TMemoryBuffer(base64.b64decode(line))
        target = TTransport.TMemoryBuffer()
        write_struct(PROTOCOLS[options.protocol](target), read_struct(PROTOCOLS[options.protocol](source)))
        print(base64.b64encode(target.getvalue()).decode('ascii'))
