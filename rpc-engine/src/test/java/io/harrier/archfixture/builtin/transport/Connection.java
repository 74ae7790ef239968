package io.harrier.archfixture.builtin.transport;

import io.harrier.archfixture.builtin.frame.Frame;
import io.harrier.archfixture.builtin.frame.grpc.GrpcCodec;

public class Connection {
    Frame frame;
    GrpcCodec grpccodec;
}
