/** Internal. Build time only: turns annotations and IDL into Java. */
@NullMarked
package io.harrier.rpc.codegen;

import org.jspecify.annotations.NullMarked;
