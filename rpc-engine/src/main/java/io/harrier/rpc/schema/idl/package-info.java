/**
 * API. IDL texts of services. Start at {@link io.harrier.rpc.schema.idl.ThriftIdl}.
 */
@NullMarked
package io.harrier.rpc.schema.idl;

import org.jspecify.annotations.NullMarked;
