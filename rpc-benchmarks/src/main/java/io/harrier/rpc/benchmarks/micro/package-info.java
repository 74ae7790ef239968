/** Questions that JMH answers, each with one figure; {@code bench NAME} asks them. */
@NullMarked
package io.harrier.rpc.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
