/**
 * SPI. Fields to objects and back: how the methods of a Java interface become messages. Start at
 * {@link io.harrier.rpc.serialize.ServiceBinding}.
 */
@NullMarked
package io.harrier.rpc.serialize;

import org.jspecify.annotations.NullMarked;
