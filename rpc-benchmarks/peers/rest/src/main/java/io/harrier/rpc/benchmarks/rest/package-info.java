/** HTTP and JSON by Spring's own means as a contestant. Start at {@code RestEcho}. */
@NullMarked
package io.harrier.rpc.benchmarks.rest;

import org.jspecify.annotations.NullMarked;
