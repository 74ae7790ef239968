/**
 * Built-in. What the classes of the annotation processors extend, and how they are found. Start at
 * {@link io.harrier.rpc.serialize.generated.GeneratedSerializer}.
 */
@NullMarked
package io.harrier.rpc.serialize.generated;

import org.jspecify.annotations.NullMarked;
