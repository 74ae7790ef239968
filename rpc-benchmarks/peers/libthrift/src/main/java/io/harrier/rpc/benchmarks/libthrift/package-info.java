/** Apache Thrift's own Java library as a contestant. Start at {@code ThriftEcho}. */
@NullMarked
package io.harrier.rpc.benchmarks.libthrift;

import org.jspecify.annotations.NullMarked;
