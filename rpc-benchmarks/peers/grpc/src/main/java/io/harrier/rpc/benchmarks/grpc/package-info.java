/** grpc-java as a contestant. Start at {@code GrpcEcho}. */
@NullMarked
package io.harrier.rpc.benchmarks.grpc;

import org.jspecify.annotations.NullMarked;
