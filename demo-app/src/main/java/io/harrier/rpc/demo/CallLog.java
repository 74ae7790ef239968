package io.harrier.rpc.demo;

import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.RpcException;
import java.util.concurrent.Callable;

/** Prints what was called and what came back, a line each. */
final class CallLog {
    private CallLog() {}

    /** Whatever a call throws is printed too. */
    static void show(String what, Callable<?> call) {
        print(what + " -> " + outcome(call));
    }

    static void print(String line) {
        System.out.println(line);
    }

    private static String outcome(Callable<?> call) {
        try {
            return String.valueOf(call.call());
        } catch (BizStatusException e) {
            return "biz error " + e.status() + ", " + e.text();
        } catch (RpcException e) {
            return "failed: " + e.kind() + ", " + e.getMessage();
        } catch (Exception e) {
            return "threw " + e;
        }
    }
}
