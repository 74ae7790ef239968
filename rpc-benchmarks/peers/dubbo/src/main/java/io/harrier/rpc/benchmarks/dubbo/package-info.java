/** Apache Dubbo as a contestant. Start at {@code DubboEcho}. */
@NullMarked
package io.harrier.rpc.benchmarks.dubbo;

import org.jspecify.annotations.NullMarked;
