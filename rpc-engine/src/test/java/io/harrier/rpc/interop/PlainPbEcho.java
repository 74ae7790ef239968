package io.harrier.rpc.interop;

import io.harrier.rpc.annotation.RpcField;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service of PbEcho.proto as a plain Java interface. */
interface PlainPbEcho {
    Msg echo(Msg request);

    AllTypes all(AllTypes request);

    Msg boom(Msg request);

    Msg biz(Msg request);

    Msg slow(Msg request);

    record Msg(@RpcField(1) String text) {}

    enum Color {
        @RpcField(0)
        NONE,
        @RpcField(1)
        RED,
        @RpcField(70000)
        DARK_BLUE
    }

    record AllTypes(
            @RpcField(1) boolean yes,
            @RpcField(2) int number,
            @RpcField(3) long large,
            @RpcField(4) double ratio,
            @RpcField(5) String text,
            @RpcField(6) ByteBuffer data,
            @RpcField(7) Color color,
            @RpcField(8) Msg message,
            @RpcField(9) List<Integer> numbers,
            @RpcField(10) List<String> texts,
            @RpcField(11) List<Msg> messages,
            @RpcField(12) Map<String, Long> counts,
            @RpcField(13) Map<Integer, Msg> byNumber,
            @RpcField(14) Optional<Integer> maybe,
            @RpcField(15) List<Color> colors,
            @RpcField(16) List<Double> ratios,
            @RpcField(17) AllTypes inner) {}
}
