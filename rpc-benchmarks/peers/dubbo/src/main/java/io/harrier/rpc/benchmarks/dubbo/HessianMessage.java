package io.harrier.rpc.benchmarks.dubbo;

import java.io.Serializable;

/** The message, as Hessian wants it. */
public final class HessianMessage implements Serializable {
    private static final long serialVersionUID = 1L;

    private String action = "";
    private String msg = "";

    public HessianMessage() {}

    public HessianMessage(String action, String msg) {
        this.action = action;
        this.msg = msg;
    }

    public String getAction() {
        return action;
    }

    public void setAction(String action) {
        this.action = action;
    }

    public String getMsg() {
        return msg;
    }

    public void setMsg(String msg) {
        this.msg = msg;
    }
}
