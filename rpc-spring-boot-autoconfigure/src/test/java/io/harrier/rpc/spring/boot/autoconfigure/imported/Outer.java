package io.harrier.rpc.spring.boot.autoconfigure.imported;

public final class Outer {
    public interface Inner {
        int inner();
    }

    public interface NoMethods {}

    private Outer() {}
}
