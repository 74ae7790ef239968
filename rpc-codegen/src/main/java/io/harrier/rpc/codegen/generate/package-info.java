/**
 * Internal. Build time only: Java from Thrift's IDL. Start at {@link
 * io.harrier.rpc.codegen.generate.JavaGenerator}.
 */
@NullMarked
package io.harrier.rpc.codegen.generate;

import org.jspecify.annotations.NullMarked;
