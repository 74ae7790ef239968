// Generated from base.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.base;

public interface Health {
    /** Answers as long as the server is up. */
    void ping();
}
