package io.harrier.rpc.spring.boot.autoconfigure.once;

public interface Plain {
    String hello(String name);
}
