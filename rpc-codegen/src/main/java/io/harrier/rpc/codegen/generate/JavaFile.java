package io.harrier.rpc.codegen.generate;

/**
 * One source file.
 *
 * @param path below the root of the sources, as in {@code demo/shop/User.java}
 */
public record JavaFile(String path, String text) {}
