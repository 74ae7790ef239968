/**
 * The demo application: one service, its caller, one middleware. Start at {@link
 * io.harrier.rpc.demo.DemoApplication}.
 */
@NullMarked
package io.harrier.rpc.demo;

import org.jspecify.annotations.NullMarked;
