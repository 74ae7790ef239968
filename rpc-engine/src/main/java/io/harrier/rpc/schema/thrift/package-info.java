/** Internal. Schemas from the metadata that Apache Thrift's compiler puts into its classes. */
@NullMarked
package io.harrier.rpc.schema.thrift;

import org.jspecify.annotations.NullMarked;
