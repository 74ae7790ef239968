/**
 * Internal. Payload bytes to fields and back, without objects. Each format has a room below; limits
 * that all of them keep stand here.
 */
@NullMarked
package io.harrier.rpc.protocol;

import org.jspecify.annotations.NullMarked;
