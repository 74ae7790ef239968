/**
 * The annotation processor that writes client stubs and server dispatchers. Start at {@link
 * io.harrier.rpc.codegen.service.ServiceProcessor}.
 */
@NullMarked
package io.harrier.rpc.codegen.service;

import org.jspecify.annotations.NullMarked;
