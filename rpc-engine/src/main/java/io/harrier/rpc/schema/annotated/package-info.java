/**
 * Internal. Schemas from plain Java interfaces, records, classes and enums, and where their values
 * are found. Start at {@link io.harrier.rpc.schema.annotated.AnnotatedService}.
 */
@NullMarked
package io.harrier.rpc.schema.annotated;

import org.jspecify.annotations.NullMarked;
