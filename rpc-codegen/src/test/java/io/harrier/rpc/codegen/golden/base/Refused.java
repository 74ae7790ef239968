// Generated from base.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.base;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.Serializable;

@Serializable
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    @RpcField(1)
    private final String message;

    @RpcField(2)
    private final Integer code;

    /**
     * @param code null stands for {@code 403}
     */
    public Refused(String message, Integer code) {
        if (code == null) {
            code = 403;
        }
        this.message = message;
        this.code = code;
    }

    public String message() {
        return message;
    }

    public Integer code() {
        return code;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
