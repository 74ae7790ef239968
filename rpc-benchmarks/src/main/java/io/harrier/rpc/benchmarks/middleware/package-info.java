/**
 * What middleware costs, and what it does under overload, in a retry storm, and while it changes.
 */
@NullMarked
package io.harrier.rpc.benchmarks.middleware;

import org.jspecify.annotations.NullMarked;
