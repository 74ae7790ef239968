/**
 * API. The service by which a server tells the schemas of its services. Start at {@link
 * io.harrier.rpc.reflect.Reflection}.
 */
@NullMarked
package io.harrier.rpc.reflect;

import org.jspecify.annotations.NullMarked;
