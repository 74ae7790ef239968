/**
 * Internal. JSON. What begins with {@code ThriftJson} is Thrift's JSON protocol, which is not plain
 * JSON: docs/wire/json.md. The rest knows JSON text alone: start at {@code JsonScanner} and {@code
 * JsonTextWriter}.
 */
@NullMarked
package io.harrier.rpc.protocol.json;

import org.jspecify.annotations.NullMarked;
