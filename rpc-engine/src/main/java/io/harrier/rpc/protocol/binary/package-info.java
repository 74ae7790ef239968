/** Internal. Thrift's strict binary protocol. Source: docs/wire/binary.md. */
@NullMarked
package io.harrier.rpc.protocol.binary;

import org.jspecify.annotations.NullMarked;
