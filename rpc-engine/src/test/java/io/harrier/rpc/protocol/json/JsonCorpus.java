package io.harrier.rpc.protocol.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts that are JSON and texts that are not, by the grammar of RFC 8259 and by what is decided
 * beyond it. One a line; {@code <0a>} is the byte of these hexadecimal digits.
 */
final class JsonCorpus {
    private static final String VALID =
            """
            0
            -0
            1
            -1
            12
            1234567890
            9223372036854775807
            -9223372036854775808
            9223372036854775808
            123456789012345678901234567890
            0.0
            -0.0
            0.1
            1.5
            -1.5
            0.000000000000000000000000000000000001
            1e0
            1E0
            1e+0
            1e-0
            1e00
            1e05
            1E+2
            1E-2
            0e1
            0E+1
            0e-99999999999999999999
            1e400
            -1e400
            1e-400
            1.5e300
            123.456e-7
            1.7976931348623157e308
            4.9e-324
            2.2250738585072011e-308
            0.1000000000000000055511151231257827021181583404541015625
            100000000000000000000000000000000000000000000000000000000000000000000000000000000
            true
            false
            null
            ""
            " "
            "a"
            "ab cd"
            "abcdefg"
            "abcdefgh"
            "abcdefghi"
            "0123456789abcdef0123456789abcdef"
            "\\""
            "\\\\"
            "\\/"
            "\\b\\f\\n\\r\\t"
            "\\u0000"
            "\\u0041"
            "\\u00e9"
            "\\u00E9"
            "\\uABCD"
            "\\uabcd"
            "\\u2028\\u2029"
            "\\uD834\\uDD1E"
            "\\ud83d\\ude00"
            "\\uDBFF\\uDFFF"
            "\\uFFFE"
            "\\uFFFF"
            "\\uFEFF"
            "a\\u0062c"
            "\\\\u0041"
            "\\\\\\""
            "\\"\\"\\"\\"\\"\\"\\"\\"\\"\\""
            "abcdefg\\n"
            "abcdefgh\\n"
            "\\nabcdefgh"
            "/"
            "'"
            "[]{},:"
            "<7f>"
            "<c2><80>"
            "<c3><a9>"
            "<df><bf>"
            "<e0><a0><80>"
            "<e2><80><a8>"
            "<ed><9f><bf>"
            "<ee><80><80>"
            "<ef><bb><bf>"
            "<ef><bf><bd>"
            "<ef><bf><bf>"
            "<f0><90><80><80>"
            "<f0><9f><9a><80>"
            "<f4><8f><bf><bf>"
            "漢字"
            "漢字\\n漢字"
            "é\\u00e9é"
            "aé漢🚀"
            "1234567é"
            "12345678é"
            "\\u65e5本\\u8a9e"
            []
            [ ]
            [1]
            [1,2]
            [ 1 , 2 ]
            [[]]
            [[[[[[[[[[]]]]]]]]]]
            [[],[],[]]
            [[1,[2,[3]]],4]
            [true,false,null]
            ["",0,{},[]]
            [-1,-0,-0.0]
            [1e1,1E1]
            ["a","b"]
            [0]
            [ 0]
            [0 ]
            [<0a>0<0a>]
            [<09>0<09>]
            [<0d>0<0d>]
            [<20>0<20>]
            {}
            { }
            {"a":1}
            {"a":1,"b":2}
            {"a" : 1 , "b" : 2}
            { "a":1}
            {"a":1 }
            {"a":{}}
            {"a":[]}
            {"a":{"b":{"c":{"d":{}}}}}
            {"":0}
            {"a":"b"}
            {"a":true,"b":false,"c":null}
            {"a":[{"b":[{"c":[]}]}]}
            {"a":1,"a":2}
            {"a":1,"a":1}
            {"\\u0061":1}
            {"a\\"b":1}
            {"\\\\":1}
            {"é":1}
            {"漢":"字"}
            {"<f0><9f><9a><80>":1}
            {"a\\u0000b":1}
            {"{":"}"}
            {"[":"]"}
            {"a":"[1,2,{\\"x\\":3}]"}
            <20>1
            <09>1
            <0a>1
            <0d>1
            <0d><0a>1<0d><0a>
            1<20>
            1<09>
            1<0a>
            1<0d>
            <20><09><0a><0d>[<20><09><0a><0d>]<20><09><0a><0d>
            <20>{<20>"a"<20>:<20>[<20>1<20>,<20>2<20>]<20>,<20>"b"<20>:<20>null<20>}<20>
            <20>true<20>
            <20>"a"<20>
            """;

    private static final String INVALID =
            """
            <20>
            <00>
            +1
            +
            -
            --1
            -a
            - 1
            .
            .1
            -.1
            1.
            -1.
            1.e1
            1.a
            1..2
            1.2.3
            01
            -01
            00
            -00
            012
            0123.4
            0x10
            0x
            0b1
            0o7
            1e
            1E
            1e+
            1e-
            1ee1
            1e1.5
            1e1e1
            1e 1
            1 e1
            1+1
            1-1
            1_000
            1,000
            1a
            1L
            1f
            1d
            NaN
            nan
            -NaN
            Infinity
            -Infinity
            +Infinity
            inf
            Inf
            ∞
            １
            1<00>
            <00>1
            1<0c>
            1<0b>
            1<a0>
            1<c2><a0>
            <c2><a0>1
            <0c>1
            <0b>1
            <1f>1
            <ef><bb><bf>1
            <ef><bb><bf>{}
            <ef><bb><bf>"a"
            <ef><bb>1
            <fe><ff><00>1
            <ff><fe>1<00>
            1 2
            1,2
            1,
            ,1
            ,
            :
            ;
            t
            tr
            tru
            truE
            True
            TRUE
            truee
            true1
            true,
            tRue
            f
            fals
            False
            falsee
            falsey
            n
            nul
            Null
            NULL
            nulll
            nil
            None
            undefined
            yes
            a
            abc
            abc"
            "
            "a
            a"
            "abcdefgh
            "abcdefghi
            "\\
            "\\"
            "\\\\\\"
            "\\a"
            "\\v"
            "\\0"
            "\\x41"
            "\\'"
            "\\ "
            "\\e"
            "\\U0041"
            "\\N"
            "\\B"
            "\\<0a>"
            "\\<00>"
            "\\<c3><a9>"
            "\\<e6><bc><a2>"
            "\\u"
            "\\u1
            "\\u"1
            "\\u1"
            "\\u12"
            "\\u123"
            "\\u123
            "\\u123g"
            "\\ug123"
            "\\u-123"
            "\\u+123"
            "\\u 123"
            "\\u12 3"
            "\\u{41}"
            "\\u００４１"
            "\\u123<c3><a9>"
            "\\uD800"
            "\\uDBFF"
            "\\uDC00"
            "\\uDFFF"
            "\\ud800a"
            "\\ud800\\n"
            "\\ud800\\ud800"
            "\\ud800\\u0041"
            "\\udc00\\ud800"
            "\\ud834\\udd1"
            "\\ud834\\udd1x"
            "\\ud834\\
            "\\ud834\\u"
            "\\ud834\\\\udd1e"
            "a\\udd1ea"
            "<00>"
            "<01>"
            "<07>"
            "<08>"
            "<09>"
            "<0a>"
            "<0b>"
            "<0c>"
            "<0d>"
            "<1f>"
            "a<1f>b"
            "abcdefg<0a>"
            "abcdefgh<0a>"
            "é<0a>"
            "<80>"
            "<bf>"
            "<c0><80>"
            "<c0><af>"
            "<c1><bf>"
            "<c2>"
            "<c2>a"
            "<c2><c2>"
            "<c3><28>"
            "<e0><80><80>"
            "<e0><9f><bf>"
            "<e0><a0>"
            "<e0><a0>a"
            "<e2><82>"
            "<e2><28><a1>"
            "<e2><82><28>"
            "<ed><a0><80>"
            "<ed><ad><bf>"
            "<ed><ae><80>"
            "<ed><bf><bf>"
            "<ed><a0><b4><ed><b4><9e>"
            "<f0><80><80><80>"
            "<f0><8f><bf><bf>"
            "<f0><28><8c><bc>"
            "<f0><90><28><bc>"
            "<f0><90><8c><28>"
            "<f0><9f><9a>"
            "<f0><9f><9a>a"
            "<f4><90><80><80>"
            "<f5><80><80><80>"
            "<f8><88><80><80><80>"
            "<fc><84><80><80><80><80>"
            "<fe>"
            "<ff>"
            "abcdefgh<ff>"
            "abcdefg<ff>"
            "<c3>
            "<f0><9f><9a>
            "a""b"
            "a" "b"
            "a"b
            "a",
            'a'
            'a"
            `a`
            <22>a<e2><80><9d>
            [
            ]
            [[
            ]]
            [1
            [1,
            [1,2
            [,
            [,]
            [,1]
            [1,]
            [1,,2]
            [1,2,]
            [1,2,,]
            [ , 1]
            [1 2]
            [1:2]
            [1;2]
            [1}
            [1]]
            [[1]
            [1],
            [1]1
            [1][2]
            [1] 2
            ["a"
            ["a",
            ["a]
            ["a" "b"]
            ["a":1]
            [a]
            [a,b]
            [*]
            [tru]
            [nul]
            [-]
            [+1]
            [1.]
            [.1]
            [01]
            [-01]
            [1e]
            [0x1]
            [NaN]
            [Infinity]
            [//1]
            [/*1*/1]
            [1/*1*/]
            [#1]
            [1]#
            [1]//
            [1]/**/
            [(1)]
            [1<00>]
            [<00>1]
            [1<0b>]
            [1<0c>]
            [1<a0>]
            [<c2><a0>]
            [<e2><81><a0>]
            [<ef><bb><bf>]
            ["a<00>b"]
            [{]
            [{}
            [{]}
            [}
            (1)
            <5b><5b><5b><5b><5b><5b><5b><5b>
            {
            }
            {{
            {{}}
            {}}
            {{}:1}
            {[]:1}
            {1:1}
            {1}
            {null:1}
            {true:1}
            {a:1}
            {'a':1}
            {"a
            {"a"
            {"a"}
            {"a":
            {"a":}
            {"a" 1}
            {"a",1}
            {"a";1}
            {"a"=1}
            {"a"=>1}
            {"a"::1}
            {"a":1
            {"a":1,
            {"a":1,}
            {"a":1,,}
            {"a":1,,"b":2}
            {,"a":1}
            {,}
            {"a":1 "b":2}
            {"a":1;"b":2}
            {"a":1:"b":2}
            {"a":1,"b"}
            {"a":1,"b":}
            {"a":1,b:2}
            {"a":1,2}
            {"a":1]
            {"a":[}
            {"a":[1}
            {"a":[1}]
            {"a":{]
            {"a":{}
            {"a":1}}
            {"a":1}]
            {"a":1},
            {"a":1}1
            {"a":1}{"b":2}
            {"a":1} "b"
            {"a":1}//
            {"a":1}/**/
            {"a":1}#
            {/**/"a":1}
            {"a":/**/1}
            {"a"<00>:1}
            {"a":<00>1}
            {"a":a}
            {"a":'b'}
            {"a":"b
            {"a":"b'}
            {"a":tru}
            {"a":-}
            {"a":01}
            {"a":1.}
            {"\\x":1}
            {"\\u00":1}
            {"\\ud800":1}
            {"<0a>":1}
            {"<80>":1}
            {"<c0><80>":1}
            {"<ed><a0><80>":1}
            {"a":"<ff>"}
            {<c3><a9>:1}
            {"a":1<0c>}
            {"a":1<c2><a0>}
            {<ef><bb><bf>"a":1}
            <3c>a/<3e>
            ?
            *
            $
            @
            &
            !
            %
            ^
            ~
            |
            \\
            /
            //
            /**/
            /**/1
            # 1
            """;

    private JsonCorpus() {}

    static List<byte[]> valid() {
        return lines(VALID);
    }

    static List<byte[]> invalid() {
        List<byte[]> lines = lines(INVALID);
        lines.add(new byte[0]);
        return lines;
    }

    private static List<byte[]> lines(String text) {
        List<byte[]> lines = new ArrayList<>();
        text.lines().map(JsonCorpus::bytes).forEach(lines::add);
        return lines;
    }

    private static byte[] bytes(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < line.length(); ) {
            if (line.charAt(at) == '<') {
                bytes.write(Integer.parseInt(line.substring(at + 1, at + 3), 16));
                at += 4;
            } else {
                int next = line.offsetByCodePoints(at, 1);
                bytes.writeBytes(line.substring(at, next).getBytes(StandardCharsets.UTF_8));
                at = next;
            }
        }
        return bytes.toByteArray();
    }
}
