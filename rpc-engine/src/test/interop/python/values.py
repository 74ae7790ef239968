"""The values that the client sends, by method and name: the bounds of each type, the empty, the usual and the big.

The same as in AllTypesValues.java.
"""

import math
import struct

from alltypes import constants
from alltypes.ttypes import Chicken, Choice, Color, Egg, Fields, Nested, Scalars, Tree

BIG_BYTES = 100 * 1024
BIG_COUNT = 10000
DEEP_LEVELS = 30


def alike(left, right):
    """Whether two values are the same, NaN and the sign of zero included."""
    if isinstance(left, float) and isinstance(right, float):
        return struct.pack('!d', left) == struct.pack('!d', right)
    return type(left) is type(right) and left == right


def integers(bits):
    return {'min': -(2 ** (bits - 1)), 'minusOne': -1, 'zero': 0, 'max': 2 ** (bits - 1) - 1}


def blob(size):
    return bytes(i % 256 for i in range(size))


def scalars(medium=3):
    return Scalars(True, 1, 2, medium, 4, 5.5, 'six 六', blob(7), Color.BLUE, 8)


def extreme_scalars():
    lowest = [-(2 ** (bits - 1)) for bits in (8, 16, 32, 64)]
    return Scalars(False, *lowest, -math.inf, '', b'', Color.FAR, 2**63 - 1)


def sparse_scalars():
    """All numbers set, as Java writes them anyway, and nothing else."""
    return Scalars(False, 0, 0, 0, 0, 0.0, None, None, None, 0)


def choice():
    return Choice(text='选择')


def deep_tree(levels):
    tree = Tree(levels)
    for level in range(levels - 1, 0, -1):
        tree = Tree(level, children=[tree])
    return tree


def every_field():
    return Fields(1, 3, 2, 'a', 'c', 'b', Color.FAR, [], False, -1)


def full_nested():
    return Nested(
        matrix=[[1, 2], [], [-3]],
        maps={'k': [{1: 'a', 2: 'b'}, {}]},
        numbers={1, -1},
        structs={1: scalars(), -1: sparse_scalars()},
        colors=[Color.RED, Color.FAR],
        blobs=[b'', blob(256)],
        words={Color.GREEN: {'g', '绿'}, Color.BELOW: set()},
        table={'row': [1, 2, 3]},
        deep=[[{'half': 0.5}, {}], []],
        truths=[True, False, True],
    )


def echoes():
    """The values by method, then by name."""
    return {
        'echoBool': {'true': True, 'false': False},
        'echoByte': integers(8),
        'echoShort': integers(16),
        'echoInt': integers(32),
        'echoLong': integers(64),
        'echoDouble': {
            'zero': 0.0,
            'minusZero': -0.0,
            'pi': math.pi,
            'nan': math.nan,
            'least': 5e-324,
            'max': 1.7976931348623157e308,
            'inf': math.inf,
            'minusInf': -math.inf,
        },
        'echoString': {
            'empty': '',
            'ascii': 'hello',
            'chinese': '你好，世界',
            'emoji': '🚀👩‍👩‍👧',
            'zeroByte': 'a\0b',
            'colon': 'AllTypes:echoInt',
            'constant': constants.GREETING,
            'big': 'x' * BIG_BYTES,
            'bigChinese': '漢' * (BIG_BYTES // 3),
        },
        'echoBinary': {'empty': b'', 'everyByte': blob(256), 'big': blob(BIG_BYTES)},
        'echoColor': {name.lower(): color for color, name in Color._VALUES_TO_NAMES.items()},
        'echoUserId': integers(64),
        'echoStruct': {'full': scalars(), 'extreme': extreme_scalars(), 'sparse': sparse_scalars()},
        'echoFields': {'required': Fields(must=1, plain=0), 'every': every_field()},
        'echoNested': {
            'empty': Nested([], {}, set(), {}, [], [], {}, {}, [], []),
            'full': full_nested(),
        },
        'echoUnion': {
            'truth': Choice(truth=False),
            'number': Choice(number=-(2**63)),
            'text': choice(),
            'blob': Choice(blob=blob(3)),
            'scalars': Choice(scalars=scalars()),
            'row': Choice(row=[1, 2]),
            'color': Choice(color=Color.BELOW),
            'inner': Choice(inner=Choice(inner=choice())),
        },
        'echoTree': {
            'leaf': Tree(-1),
            'wide': Tree(0, children=[Tree(i) for i in range(1000)]),
            'both': Tree(1, children=[], named={'': Tree(2), '名': Tree(3)}),
            'deep': deep_tree(DEEP_LEVELS),
        },
        'echoChicken': {'none': Chicken(), 'hatched': Chicken(Egg(Chicken(), 1))},
        'echoMatrix': {'empty': [], 'emptyRows': [[], [1], []], 'big': [list(range(1000))] * 20},
        'echoMaps': {'empty': {}, 'full': {'': [], '键': [{-1: 'a', 2: ''}, {}]}},
        'echoSet': {
            'empty': set(),
            'bounds': {-(2**63), 0, 2**63 - 1},
            'big': set(range(-BIG_COUNT // 2, BIG_COUNT // 2)),
        },
        'echoStructs': {
            'empty': {},
            'full': {-(2**31): scalars(), 0: extreme_scalars()},
            'big': {i: scalars(medium=i) for i in range(1000)},
        },
        'echoColors': {
            'empty': [],
            'every': list(Color._VALUES_TO_NAMES),
            'twice': [Color.RED, Color.RED],
        },
        'echoBlobs': {'empty': [], 'full': [b'', blob(1), blob(BIG_BYTES)]},
    }
