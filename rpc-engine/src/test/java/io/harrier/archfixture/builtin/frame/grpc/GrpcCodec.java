package io.harrier.archfixture.builtin.frame.grpc;

import io.harrier.archfixture.builtin.frame.Frame;

public class GrpcCodec {
    Frame frame;
}
