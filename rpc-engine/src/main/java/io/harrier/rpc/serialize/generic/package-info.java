/**
 * Built-in. Values without classes, typed by a schema: maps, JSON texts and bytes to fields and
 * back. {@link io.harrier.rpc.serialize.generic.GenericException} and {@code JsonOptions} are API.
 */
@NullMarked
package io.harrier.rpc.serialize.generic;

import org.jspecify.annotations.NullMarked;
