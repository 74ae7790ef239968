/**
 * Measures contestants beside each other: a server and a client process each, all up at once, under
 * the same loads in turns.
 *
 * <p>{@code MacroBench} is the command; {@code Entrants} says who and why, {@code Figures} what is
 * asked. Start at {@code Arena}.
 */
@NullMarked
package io.harrier.rpc.benchmarks.macro;

import org.jspecify.annotations.NullMarked;
