/**
 * Built-in. What the annotation processor's serializers extend, and how they are found. Start at
 * {@link io.harrier.rpc.serialize.generated.GeneratedSerializer}.
 */
@NullMarked
package io.harrier.rpc.serialize.generated;

import org.jspecify.annotations.NullMarked;
