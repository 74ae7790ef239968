/** Internal. Schemas from the descriptors of Protobuf; needs protobuf-java. */
@NullMarked
package io.harrier.rpc.schema.descriptor;

import org.jspecify.annotations.NullMarked;
