package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.FrameLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A connection's decoder that is fed by hand. It keeps what comes out, and releases it at the end.
 */
final class FedDecoder implements AutoCloseable {
    final List<Frame> frames = new ArrayList<>();
    final List<Throwable> errors = new ArrayList<>();

    private final ThriftFrameDecoder decoder;
    private final EmbeddedChannel channel;

    FedDecoder() {
        this(FrameLimits.DEFAULT);
    }

    FedDecoder(FrameLimits limits) {
        decoder = new ThriftFrameDecoder(Protocols.ALL, limits);
        channel = new EmbeddedChannel(decoder, new Keeper());
    }

    FedDecoder cumulate(ByteToMessageDecoder.Cumulator cumulator) {
        decoder.setCumulator(cumulator);
        return this;
    }

    /** Each piece arrives with a read of its own. */
    FedDecoder feed(byte[]... pieces) {
        for (byte[] piece : pieces) {
            feed(ByteBufAllocator.DEFAULT.buffer(piece.length).writeBytes(piece));
        }
        return this;
    }

    FedDecoder feed(String hex) {
        return feed(bytes(hex));
    }

    FedDecoder feed(ByteBuf piece) {
        channel.writeInbound(piece);
        return this;
    }

    FedDecoder feedByteByByte(byte[] bytes) {
        for (byte each : bytes) {
            feed(new byte[] {each});
        }
        return this;
    }

    int pendingBytes() {
        return decoder.pendingBytes();
    }

    List<String> texts() {
        return frames.stream().map(FrameText::of).toList();
    }

    /** Ends the connection. */
    @Override
    public void close() {
        channel.finishAndReleaseAll();
        frames.forEach(Frame::release);
    }

    /** Bytes of hex digits; white space between them means nothing. */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private final class Keeper extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            frames.add((Frame) frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable error) {
            boolean wrapped = error instanceof DecoderException && error.getCause() != null;
            errors.add(wrapped ? error.getCause() : error);
        }
    }
}
