package io.harrier.rpc.frame.thrift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The frames that were captured from stock Kitex, and what they say. */
final class GoldenFrames {
    /** One write of one side; the name says the call and the side. */
    record Golden(String name, byte[] bytes) {
        boolean isStream() {
            return name.startsWith("TTS ");
        }

        boolean isKitexProtobuf() {
            return name.startsWith("Kitex-PB ");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private GoldenFrames() {}

    static List<Golden> all() {
        List<Golden> frames = new ArrayList<>();
        String title = "";
        for (String line : lines("kitex.txt")) {
            if (line.startsWith("# ")) {
                title = line.substring(2);
            } else if (!line.endsWith("(nothing)")) {
                String name = title + ", " + line.charAt(0);
                frames.add(new Golden(name, FedDecoder.bytes(line.substring(2))));
            }
        }
        return frames;
    }

    /** The frames of the protocols that the engine reads: all that carry Thrift calls. */
    static List<Golden> thrift() {
        return all().stream()
                .filter(frame -> !frame.isStream() && !frame.isKitexProtobuf())
                .toList();
    }

    /** What {@link #thrift()} says, in the same order. */
    static List<String> thriftTexts() {
        return lines("kitex-decoded.txt").stream().filter(line -> !line.startsWith("# ")).toList();
    }

    /** What one frame says. */
    static String text(Golden frame) {
        String start = frame.name() + ": ";
        return thriftTexts().stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(frame + " is missing in kitex-decoded.txt"));
    }

    private static List<String> lines(String file) {
        try (InputStream in = GoldenFrames.class.getResourceAsStream("/golden/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
