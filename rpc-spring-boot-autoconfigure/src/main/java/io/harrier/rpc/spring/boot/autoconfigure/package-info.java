/** Internal. Wiring only. */
@NullMarked
package io.harrier.rpc.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
