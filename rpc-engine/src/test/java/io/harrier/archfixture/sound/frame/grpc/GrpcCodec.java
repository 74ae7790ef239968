package io.harrier.archfixture.sound.frame.grpc;

import io.harrier.archfixture.sound.frame.Frame;

public class GrpcCodec {
    Frame frame;
}
