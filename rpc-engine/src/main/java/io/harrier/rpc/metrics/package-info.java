/** API. What can be read of a running client or server: plain values, for whoever exports them. */
@NullMarked
package io.harrier.rpc.metrics;

import org.jspecify.annotations.NullMarked;
