/**
 * API. Tracing: which calls are sampled, their records, and how these leave the process. Start at
 * {@link io.harrier.rpc.trace.Tracing}; to send spans somewhere, implement {@link
 * io.harrier.rpc.trace.SpanExporter}.
 *
 * <p>Deciding and recording are for any thread and never block. Two threads run for it: one gives
 * records to the exporter, one looks at the statistics twice a second and sets the rates.
 */
@NullMarked
package io.harrier.rpc.trace;

import org.jspecify.annotations.NullMarked;
