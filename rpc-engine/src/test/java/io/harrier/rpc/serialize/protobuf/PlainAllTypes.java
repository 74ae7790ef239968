package io.harrier.rpc.serialize.protobuf;

import io.harrier.rpc.annotation.RpcField;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code PbEcho.proto} says, in records and a class. */
interface PlainAllTypes {
    All all(All request);

    Text echo(Text request);

    Settings configure(Settings request);

    record Text(@RpcField(1) String text) {}

    enum Colour {
        @RpcField(1)
        RED,
        @RpcField(70_000)
        DARK_BLUE,
        @RpcField(0)
        NONE
    }

    record All(
            @RpcField(1) boolean yes,
            @RpcField(2) int number,
            @RpcField(3) long large,
            @RpcField(4) double ratio,
            @RpcField(5) String text,
            @RpcField(6) byte[] data,
            @RpcField(7) Colour color,
            @RpcField(8) Text message,
            @RpcField(9) List<Integer> numbers,
            @RpcField(10) List<String> texts,
            @RpcField(11) List<Text> messages,
            @RpcField(12) Map<String, Long> counts,
            @RpcField(13) Map<Integer, Text> byNumber,
            @RpcField(14) Optional<Integer> maybe,
            @RpcField(15) List<Colour> colors,
            @RpcField(16) List<Double> ratios,
            @RpcField(17) All inner) {}

    /** An object that has values of its own before anything is set. */
    final class Settings {
        @RpcField(1)
        int retries = 3;

        @RpcField(2)
        String name = "default";

        @RpcField(3)
        Integer limit = 10;
    }
}
