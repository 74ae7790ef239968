/**
 * API. What a service looks like, apart from any class or wire: immutable, made by the rooms below
 * this one. Start at {@link io.harrier.rpc.schema.ServiceSchema}.
 */
@NullMarked
package io.harrier.rpc.schema;

import org.jspecify.annotations.NullMarked;
