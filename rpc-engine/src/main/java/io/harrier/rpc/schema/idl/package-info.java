/**
 * API. IDL texts of services: {@link io.harrier.rpc.schema.idl.ThriftIdl} prints them, {@link
 * io.harrier.rpc.schema.idl.ThriftIdlParser} reads them, at run time and without dependencies.
 *
 * <p>A text is cut by IdlLexer, made a Syntax by SyntaxParser, and its names are looked up by
 * DocumentResolver; what comes out is an IdlDocument, which keeps nothing of the text.
 */
@NullMarked
package io.harrier.rpc.schema.idl;

import org.jspecify.annotations.NullMarked;
