package io.harrier.archfixture.sound.client;

import io.harrier.archfixture.sound.client.generic.GenericClient;
import io.harrier.archfixture.sound.frame.grpc.GrpcCodec;

public class Client {
    GrpcCodec grpccodec;
    GenericClient genericclient;
}
