/**
 * Built-in. The services of interfaces whose methods take and give messages of protoc's classes,
 * and what other services must look like to travel as Protobuf. Only what {@link
 * io.harrier.rpc.serialize.protobuf.ProtobufBinder} uses once it binds needs protobuf-java.
 */
@NullMarked
package io.harrier.rpc.serialize.protobuf;

import org.jspecify.annotations.NullMarked;
