/** Internal. Thrift's compact protocol. Source: docs/wire/compact.md. */
@NullMarked
package io.harrier.rpc.protocol.compact;

import org.jspecify.annotations.NullMarked;
