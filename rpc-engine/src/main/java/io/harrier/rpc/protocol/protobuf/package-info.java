/**
 * Internal. Protobuf (proto3), and the head that Kitex puts before its messages. Source:
 * docs/wire/protobuf.md. Nothing here needs protobuf-java.
 */
@NullMarked
package io.harrier.rpc.protocol.protobuf;

import org.jspecify.annotations.NullMarked;
