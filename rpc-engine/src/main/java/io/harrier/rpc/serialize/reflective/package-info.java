/**
 * Built-in. The services of plain Java interfaces: records, classes and enums to fields and back by
 * method handles, which are made once per type. Start at {@link
 * io.harrier.rpc.serialize.reflective.ReflectiveBinder}.
 */
@NullMarked
package io.harrier.rpc.serialize.reflective;

import org.jspecify.annotations.NullMarked;
