/**
 * Internal. The annotation processor that writes serializers: a type is read into a model, the
 * model is written as Java. Start at {@link
 * io.harrier.rpc.codegen.serializer.SerializableProcessor}.
 *
 * <p>What a type must be to travel, and the words for what it is not, are those of {@code
 * io.harrier.rpc.schema.annotated}, which looks at the same types at run time; tests hold the two
 * together.
 */
@NullMarked
package io.harrier.rpc.codegen.serializer;

import org.jspecify.annotations.NullMarked;
